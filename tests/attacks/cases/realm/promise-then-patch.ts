//! tries: to sit between the engine and its promises
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class PromiseThenPatch extends Node2D {
  override onReady() {
    try {
      const real = Promise.prototype.then;
      Promise.prototype.then = function (this: any, ...given: any[]) {
        console.log(
          this.constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
        return real.apply(this, given as any);
      } as any;
    } catch {
      console.log("frozen");
    }
    void this.after(0).then(() => {});
  }
}
