//! tries: to keep the host busy for ever when the node is ready
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInReady extends Node2D {
  override onReady() {
    for (;;);
  }
}
