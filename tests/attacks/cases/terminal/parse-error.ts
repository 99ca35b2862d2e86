//! tries: to hide orders for the terminal in text that a parser quotes in its error
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class ParseError extends Node2D {
  override onReady() {
    JSON.parse("\u001b[31m");
  }
}
