//! tries: to walk four thousand million holes
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class ArrayHoles extends Node2D {
  override onReady() {
    Array(2 ** 32 - 1).indexOf(1);
    for (;;) Array.prototype.lastIndexOf.call({ length: 2 ** 40 }, 1);
  }
}
