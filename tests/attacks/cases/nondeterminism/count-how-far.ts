//! tries: to count how much can be done before the clock moves on
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class CountHowFar extends Node2D {
  override onReady() {
    const start = Date.now();
    let count = 0;
    while (Date.now() === start && count < 3_000_000) count++;
    this.x = count;
  }
}
