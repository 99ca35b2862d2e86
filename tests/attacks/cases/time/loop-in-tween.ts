//! tries: to keep the host busy for ever at the end of a tween
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInTween extends Node2D {
  override onReady() {
    this.tween({ x: 1 }, 0.05).call(() => {
      for (;;);
    });
  }
}
