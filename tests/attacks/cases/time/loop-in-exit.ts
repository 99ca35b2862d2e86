//! tries: to keep the host busy for ever when the node leaves
//! fires: resource
//! expected: contained
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInExit extends Node2D {
  override onExit() {
    for (;;);
  }

  override onUpdate(_dt: number) {
    if (this.sceneTime > 0.17) this.queueFree();
  }
}
