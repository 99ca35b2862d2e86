//! tries: to call eval in a form that is no direct call
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class OptionalEval extends Node2D {
  override onReady() {
    console.log(eval?.("process.env.__SECRET_ENV__"));
  }
}
