//! tries: to learn from the receiver of a getter who is reading
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class GetterReceiver extends Node2D {
  override onReady() {
    const trap = {
      get x(): number {
        try {
          console.log(
            (this as any).constructor.constructor(
              "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
            )(),
          );
        } catch {
          console.log("nothing");
        }
        return 1;
      },
      y: 2,
    };
    this.position = trap;
  }
}
