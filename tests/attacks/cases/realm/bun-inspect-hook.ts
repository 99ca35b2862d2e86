//! tries: to be called by the function that prints values for the log
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class BunInspectHook extends Node2D {
  override onReady() {
    const custom = Symbol.for("nodejs.util.inspect.custom");
    const trap = {
      [custom](_depth: unknown, options: any, inspect: any): string {
        try {
          return (inspect ?? options).constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )();
        } catch {
          return "nothing";
        }
      },
      toString: () => "text",
    };
    console.log(trap);
  }
}
