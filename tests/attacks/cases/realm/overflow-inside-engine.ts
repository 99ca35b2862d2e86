//! tries: to run out of stack inside the engine, so that the error is the engine's
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class OverflowInsideEngine extends Node2D {
  override onReady() {
    const found: unknown[] = [];
    const dive = (depth: number): void => {
      try {
        this.addChild(new Node2D({ name: `n${depth}` })).queueFree();
        if (depth < 50_000) dive(depth + 1);
      } catch (error) {
        if (found.length < 3) found.push(error);
        throw error;
      }
    };
    try {
      dive(0);
    } catch {
      this.removeChildren();
    }
    for (const error of found)
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
