//! tries: to compile text through the constructor of async functions
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class AsyncFunctionConstructor extends Node2D {
  override async onReady() {
    try {
      console.log(
        await (async () => {}).constructor(
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        )(),
      );
    } catch {
      console.log("nothing");
    }
  }
}
