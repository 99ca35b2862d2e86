//! tries: to keep the host busy for ever in a listener
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D, Timer } from "nodegen";

export default class LoopInSignal extends Node2D {
  override onReady() {
    const timer = this.addChild(new Timer({ seconds: 0.05, running: true }));
    timer.timeout.connect(() => {
      for (;;);
    });
  }
}
