//! tries: to walk from a node into the engine's own records, and on to whatever they hold
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class PrivateSymbol extends Node2D {
  override onReady() {
    const waiting: any[] = [this];
    const seen = new Set<any>();
    for (let one = waiting.pop(); one !== undefined && seen.size < 5_000; one = waiting.pop()) {
      if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) continue;
      seen.add(one);
      waiting.push(Object.getPrototypeOf(one) ?? undefined);
      for (const key of Reflect.ownKeys(one))
        try {
          waiting.push(one[key]);
        } catch {
          // A getter that does not like its receiver.
        }
    }
    let found = "nothing";
    for (const one of seen)
      try {
        if (typeof one === "function")
          found = one.constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")();
      } catch {
        // Another one may do.
      }
    console.log(found);
  }
}
