//! tries: to log lines of many megabytes
//! fires: resource
//! expected: contained
//! layer: watch
import { Node2D } from "nodegen";

export default class LogMegabytes extends Node2D {
  override onReady() {
    for (let n = 0; n < 8; n++) console.log("x".repeat(2 ** 22));
  }
}
