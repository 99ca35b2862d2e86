//! tries: to measure how long something took
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class PerformanceNow extends Node2D {
  override onUpdate(_dt: number) {
    this.x += performance.now();
  }
}
