//! tries: to be called wherever the engine turns a value into a number or text
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Label, Node2D } from "nodegen";

export default class PrimitiveConversion extends Node2D {
  override onReady() {
    const trap = {
      [Symbol.toPrimitive](hint: string): string | number {
        try {
          console.log(
            hint.constructor.constructor(
              "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
            )(),
          );
        } catch {
          console.log("nothing");
        }
        return hint === "number" ? 1 : "text";
      },
    };
    try {
      this.addChild(new Label({ text: trap as any }));
    } catch {
      console.log(`${trap}`);
    }
    console.log(`${trap}`);
  }
}
