//! tries: to write a number with a million digits
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class BigIntegerText extends Node2D {
  override onReady() {
    for (let n = 0; n < 100; n++) console.log(String(String(7n ** 1_000_000n).length));
  }
}
