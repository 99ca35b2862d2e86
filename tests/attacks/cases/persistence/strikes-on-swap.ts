//! tries: to act when it takes over from its predecessor
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class StrikesOnSwap extends Node2D {
  override onSwap(previous: any) {
    try {
      console.log(
        previous.constructor.constructor(
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        )(),
      );
    } catch {
      // Not today.
    }
  }
}
