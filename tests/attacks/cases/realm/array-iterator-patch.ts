//! tries: to sit where arrays of the harness are walked
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class ArrayIteratorPatch extends Node2D {
  override onReady() {
    const real = Array.prototype[Symbol.iterator];
    try {
      Array.prototype[Symbol.iterator] = function (this: any) {
        Array.prototype[Symbol.iterator] = real;
        console.log(
          this.constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
        return real.call(this);
      } as any;
    } catch {
      console.log("frozen");
    }
    void [...this.children];
  }
}
