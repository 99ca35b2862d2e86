//! tries: to climb from the function that guards "caller" to its realm
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class CallerOfCaller extends Node2D {
  override onReady() {
    try {
      const slot = Object.getOwnPropertyDescriptor(
        Object.getPrototypeOf(() => {}),
        "caller",
      )!;
      const reached: any = slot.get ?? slot.value ?? (() => {});
      console.log(
        reached.constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
      );
    } catch {
      console.log("nothing");
    }
  }
}
