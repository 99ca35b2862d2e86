//! tries: to count how much can be done before the clock moves on
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class CountHowFar extends Node2D {
  override onReady() {
    let last = Date.now();
    let count = 0;
    for (let edges = 0; edges < 16 && count < 3_000_000; count++) {
      const now = Date.now();
      if (now === last) continue;
      last = now;
      this.x = (this.x * 31 + count) % 1_000_003;
      edges++;
    }
  }
}
