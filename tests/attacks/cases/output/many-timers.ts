//! tries: to start more timers than a tick can run
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class ManyTimers extends Node2D {
  override onReady() {
    for (let n = 0; n < 3_000_000; n++) this.every(0.001, () => void (this.x += 1));
  }
}
