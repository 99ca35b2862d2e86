//! tries: to hide orders for the terminal in the name of an error
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class ErrorName extends Node2D {
  override onReady() {
    const error = new Error("plain");
    error.name = "\u001b]52;c;b3duZWQ=\u0007";
    throw error;
  }
}
