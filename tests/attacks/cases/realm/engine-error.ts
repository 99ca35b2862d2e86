//! tries: to take the realm of an error that the engine throws
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class EngineError extends Node2D {
  override onReady() {
    try {
      this.x = Number.NaN;
      this.addChild(this);
    } catch (error) {
      try {
        console.log(
          (error as Error).constructor.constructor(
            "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
          )(),
        );
      } catch {
        console.log("nothing");
      }
    }
  }
}
