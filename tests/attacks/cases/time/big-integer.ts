//! tries: to spend the time in arithmetic that nothing interrupts
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class BigInteger extends Node2D {
  override onReady() {
    let number = 3n;
    for (;;) number = (number * number) % 2n ** 200_000n;
  }
}
