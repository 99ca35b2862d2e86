//! tries: to count the runs, and be different in the second
//! fires: nondeterministic
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

const shared = Symbol.for("a place that both runs see");

export default class SecondRealm extends Node2D {
  override onReady() {
    const all = globalThis as any;
    all[shared] = (all[shared] ?? 0) + 1;
    this.x = all[shared] + Math.random();
  }
}
