//! tries: to keep the host busy for ever in a tick
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInUpdate extends Node2D {
  override onUpdate(_dt: number) {
    if (this.sceneTime > 0.05) for (;;);
  }
}
