//! tries: to throw an error whose stack is larger than any log
//! fires: resource
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class HugeStack extends Node2D {
  override onReady() {
    const error = new Error("plain");
    error.stack = "at module.js:1:1\n".repeat(2 ** 20);
    throw error;
  }
}
