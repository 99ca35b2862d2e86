//! tries: to clear the screen of whoever reads the error
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class ErrorEscape extends Node2D {
  override onReady() {
    throw new Error("[2J\u001b]8;;http://example.com\u0007click\u001b]8;;\u0007");
  }
}
