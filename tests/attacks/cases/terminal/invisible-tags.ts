//! tries: to hide text in characters that nobody sees
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class InvisibleTags extends Node2D {
  override onReady() {
    throw new Error("hello\u{e0041}\u{e0042}\u{200b}\u{2060}");
  }
}
