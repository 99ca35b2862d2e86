//! tries: to be different in every run by chance
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class MathRandom extends Node2D {
  override onReady() {
    this.x = Math.random() * 100;
  }
}
