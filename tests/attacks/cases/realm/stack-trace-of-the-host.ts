//! tries: to be handed call sites when the harness reads the stack of what was thrown
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";
const trap = (_: Error, sites: any[]): string => {
  for (const site of sites)
    try {
      console.log(
        site.constructor.constructor(
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        )(),
      );
    } catch {
      console.log("nothing");
    }
  return "";
};

export default class StackTraceOfTheHost extends Node2D {
  override onReady() {
    try {
      (Error as any).prepareStackTrace = trap;
    } catch {
      console.log("not settable");
    }
    throw new Error("read my stack");
  }
}
