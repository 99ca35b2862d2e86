//! tries: to measure how deep the stack of this run is
//! fires: nondeterministic
//! expected: contained
//! layer: host
import { Node2D } from "nodegen";

export default class StackDepth extends Node2D {
  override onReady() {
    this.x = Math.random();
  }

  override onUpdate() {
    let depth = 0;
    const dive = (): void => {
      depth++;
      dive();
    };
    try {
      dive();
    } catch {
      this.x = (this.x * 31 + depth) % 1_000_003;
    }
  }
}
