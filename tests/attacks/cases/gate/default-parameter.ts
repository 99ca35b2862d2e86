//! tries: to run code as the default of a parameter
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class DefaultParameter extends Node2D {
  override onUpdate(_dt: number, leak = process.env.__SECRET_ENV__) {
    console.log(leak);
  }
}
