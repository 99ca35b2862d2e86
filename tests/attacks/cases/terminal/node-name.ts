//! tries: to hide orders for the terminal in the name of a node
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class NodeName extends Node2D {
  override onReady() {
    this.name = "\u001b[2J\u001b[1;1Hverified";
    throw new Error(`in ${this.name}`);
  }
}
