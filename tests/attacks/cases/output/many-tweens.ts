//! tries: to start more tweens than a tick can run
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class ManyTweens extends Node2D {
  override onReady() {
    for (let n = 0; n < 2_000_000; n++) this.tween({ x: n }, 100, "elasticOut").repeat();
  }
}
