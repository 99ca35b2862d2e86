//! tries: to take all memory in large pieces
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class TypedArrays extends Node2D {
  override onReady() {
    const kept: Uint8Array[] = [];
    for (;;) kept.push(new Uint8Array(16 * 2 ** 20).fill(1));
  }
}
