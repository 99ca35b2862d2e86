//! tries: to be different in every run by the machine's own chance
//! fires: nondeterministic
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class Crypto extends Node2D {
  override onReady() {
    this.x = crypto.getRandomValues(new Uint32Array(1))[0]!;
  }
}
