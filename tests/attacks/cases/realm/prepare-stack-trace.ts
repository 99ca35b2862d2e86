//! tries: to be handed the call sites of the harness below it
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class PrepareStackTrace extends Node2D {
  override onReady() {
    let sites: any[] = [];
    try {
      (Error as any).prepareStackTrace = (_: Error, given: any[]) => (sites = given);
      void new Error("x").stack;
    } catch {
      console.log("not settable");
    }
    for (const site of sites)
      try {
        const reached = site.getThis?.() ?? site.getFunction?.() ?? site;
        console.log(
          reached.constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
      } catch {
        console.log("nothing");
      }
  }
}
