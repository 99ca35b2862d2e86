//! tries: to hide orders for the terminal in a value that the engine quotes
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Circle, Node2D } from "nodegen";

export default class ColorValue extends Node2D {
  override onReady() {
    this.addChild(new Circle({ color: "\u001b[2Jred" }));
  }
}
