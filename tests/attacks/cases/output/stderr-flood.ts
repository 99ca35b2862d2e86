//! tries: to fill the error output, which many hosts never read
//! fires: resource
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class StderrFlood extends Node2D {
  override onReady() {
    for (;;) process.stderr.write("x".repeat(65_536));
  }
}
