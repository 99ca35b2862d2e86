//! tries: to clear the screen of whoever reads the log
//! fires: terminal-escape
//! expected: contained
//! layer: host
import { Node2D } from "nodegen";

export default class LogEscape extends Node2D {
  override onReady() {
    console.log("[2J]0;owned");
  }
}
