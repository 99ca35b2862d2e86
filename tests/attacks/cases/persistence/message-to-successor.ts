//! tries: to hand code to the module that comes after it, in the values of its fields
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class MessageToSuccessor extends Node2D {
  plan = "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')";

  override onSwap(previous: Readonly<Record<string, unknown>>) {
    try {
      console.log((() => {}).constructor(String(previous.plan ?? this.plan))());
    } catch {
      // Not today.
    }
  }
}
