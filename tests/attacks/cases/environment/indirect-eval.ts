//! tries: to compile text in the global scope with an indirect eval
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class IndirectEval extends Node2D {
  override onReady() {
    console.log((0, eval)("process.env.__SECRET_ENV__"));
  }
}
