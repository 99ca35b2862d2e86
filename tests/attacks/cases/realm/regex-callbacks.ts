//! tries: to reach the realm of who calls a replacer, a comparator or a reviver
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class RegexCallbacks extends Node2D {
  override onReady() {
    const reach = (given: any): void => {
      try {
        console.log(
          (given ?? reach).constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
      } catch {
        console.log("nothing");
      }
    };
    "ab".replace(/a/, function (this: any) {
      reach(this);
      return "";
    });
    [2, 1].sort(function (this: any, a, b) {
      reach(this);
      return a - b;
    });
    JSON.parse("[1]", function (this: any) {
      reach(this);
    });
  }
}
