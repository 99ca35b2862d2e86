//! tries: to see every object with which the engine handles a proxy
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class ProxyArguments extends Node2D {
  override onReady() {
    const seen: any[] = [];
    const trap = new Proxy(
      { x: 1, y: 1 },
      {
        get: (target, key, receiver) => (seen.push(receiver), Reflect.get(target, key)),
        has: (target, key) => (seen.push(target), Reflect.has(target, key)),
        getOwnPropertyDescriptor: (target, key) => (seen.push(target), Reflect.getOwnPropertyDescriptor(target, key)),
      },
    );
    this.position = trap;
    for (const one of seen)
      try {
        console.log(
          one.constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
      } catch {
        console.log("nothing");
      }
  }
}
