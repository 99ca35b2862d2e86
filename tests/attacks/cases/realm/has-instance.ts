//! tries: to be asked by the engine whether a value is an instance
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

class Trap extends Node2D {
  static override [Symbol.hasInstance](value: any): boolean {
    try {
      console.log(
        value.constructor.constructor.constructor(
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        )(),
      );
    } catch {
      console.log("nothing");
    }
    return true;
  }
}

export default class HasInstance extends Node2D {
  override onReady() {
    this.addChild(new Trap());
    this.childrenOf(Trap);
    console.log(String(this instanceof Trap));
  }
}
