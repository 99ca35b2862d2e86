//! tries: to be called when the harness reads fields that its objects do not have
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class ObjectPrototypePollution extends Node2D {
  override onReady() {
    const keys = ["get", "set", "value", "cause", "timeout", "code", "then", "refused"];
    const reach = function (this: any): any {
      for (const key of keys) delete (Object.prototype as any)[key];
      try {
        console.log(
          this.constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
      } catch {
        console.log("nothing");
      }
      return undefined;
    };
    for (const key of keys)
      try {
        const slot = Object.assign(Object.create(null), { get: reach, set() {}, configurable: true });
        Object.defineProperty(Object.prototype, key, slot);
      } catch {
        console.log("frozen");
      }
    console.log(String(({} as any).timeout));
  }
}
