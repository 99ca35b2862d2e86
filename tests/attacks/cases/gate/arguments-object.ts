//! tries: to find what the loader was called with
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ArgumentsObject extends Node2D {
  override onReady() {
    const reach = function (this: unknown): unknown {
      return arguments[0];
    };
    console.log((reach as any)(process).env.__SECRET_ENV__);
  }
}
