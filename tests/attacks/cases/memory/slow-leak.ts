//! tries: to take a little more with every tick than a tick may be noticed for
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class SlowLeak extends Node2D {
  kept: Uint8Array[] = [];

  override onUpdate() {
    for (let n = 0; n < 12; n++) this.kept.push(new Uint8Array(2 ** 22).fill(7));
  }
}
