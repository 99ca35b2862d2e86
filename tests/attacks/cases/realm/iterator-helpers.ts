//! tries: to reach the realm of objects that only syntax and helpers lead to
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class IteratorHelpers extends Node2D {
  override onReady() {
    const prototypes = [
      Object.getPrototypeOf([].values().map((one) => one)),
      Object.getPrototypeOf(Iterator.from({ next: () => ({ done: true, value: 0 }) })),
      Object.getPrototypeOf("".matchAll(/x/g)),
      Object.getPrototypeOf(new Map().entries()),
    ];
    for (const one of prototypes)
      try {
        console.log(
          (one as any).next.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
      } catch {
        console.log("nothing");
      }
  }
}
