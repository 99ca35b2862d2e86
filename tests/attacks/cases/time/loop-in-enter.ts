//! tries: to keep the host busy for ever when the node enters
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInEnter extends Node2D {
  override onEnter() {
    for (;;);
  }
}
