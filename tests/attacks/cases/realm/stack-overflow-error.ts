//! tries: to catch the error that the runtime throws when the stack is full, and take its realm
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class StackOverflowError extends Node2D {
  override onReady() {
    const dive = (): number => dive() + 1;
    try {
      dive();
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
