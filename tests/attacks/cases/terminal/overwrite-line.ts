//! tries: to write a verdict over the line that is printed
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class OverwriteLine extends Node2D {
  override onReady() {
    throw new Error("x\rverified  case.ts\u001b[K\b\b\b");
  }
}
