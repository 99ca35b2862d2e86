//! tries: to take all memory in small pieces
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class ArrayGrowth extends Node2D {
  override onReady() {
    const kept: unknown[] = [];
    for (;;) kept.push(Array.from({ length: 1_000 }, () => ({ a: 1 })));
  }
}
