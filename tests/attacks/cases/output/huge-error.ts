//! tries: to throw an error whose message is larger than any screen
//! fires: resource
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class HugeError extends Node2D {
  override onReady() {
    throw new Error("x".repeat(2 ** 24));
  }
}
