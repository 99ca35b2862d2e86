//! tries: to give the terminal orders in characters of one byte
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class EightBitControl extends Node2D {
  override onReady() {
    throw new Error("\u009b2J\u009d0;owned\u009c");
  }
}
