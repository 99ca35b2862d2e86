//! tries: to sit where every function of the engine's is called through
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class FunctionPrototypeCall extends Node2D {
  override onReady() {
    try {
      const real = (Object.getPrototypeOf(() => {}) as any).call;
      (Object.getPrototypeOf(() => {}) as any).call = function (this: any, ...given: any[]) {
        console.log(
          this.constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
        );
        return real.apply(this, given as any);
      };
      [1].forEach.call([1], () => {});
    } catch {
      console.log("frozen");
    }
  }
}
