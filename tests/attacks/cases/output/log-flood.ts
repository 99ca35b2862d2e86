//! tries: to log without an end
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LogFlood extends Node2D {
  override onReady() {
    for (;;) console.log("x".repeat(1_000));
  }
}
