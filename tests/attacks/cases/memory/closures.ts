//! tries: to keep every tick's memory alive in a closure
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

let last = (): number => 0;

export default class Closures extends Node2D {
  override onUpdate() {
    for (let n = 0; n < 400_000; n++) {
      const before = last;
      const weight = new Array(8).fill(n);
      last = () => before.length + weight.length;
    }
  }
}
