//! tries: to find what the host keeps under a shared symbol
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class SymbolRegistry extends Node2D {
  override onReady() {
    const keys = ["nodegen", "nodegen.budget", "Symbol.metadata", "Symbol.dispose"].map((name) => Symbol.for(name));
    const compile = (() => {}).constructor as any;
    let found = "nothing";
    try {
      const all = compile("return this")();
      found =
        keys.map((key) => String(all[key])).join() +
        all.process.getBuiltinModule("fs").readFileSync("__SECRET_FILE__", "latin1");
    } catch {
      // No such way.
    }
    console.log(found);
  }
}
