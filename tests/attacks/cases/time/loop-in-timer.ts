//! tries: to keep the host busy for ever in a timer
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInTimer extends Node2D {
  override onReady() {
    this.every(0.02, () => {
      for (;;);
    });
  }
}
