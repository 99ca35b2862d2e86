//! tries: to spread a list that never ends
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class EndlessGenerator extends Node2D {
  override onReady() {
    function* numbers(): Generator<number> {
      for (let n = 0; ; n = (n + 1) % 7) yield n;
    }
    for (const number of numbers()) if (number > 7) break;
  }
}
