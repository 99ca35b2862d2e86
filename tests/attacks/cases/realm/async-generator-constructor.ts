//! tries: to compile text through the constructor of async generators
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class AsyncGeneratorConstructor extends Node2D {
  override async onReady() {
    try {
      const make = Object.getPrototypeOf(async function* () {}).constructor;
      console.log(
        (await make("yield process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")().next()).value,
      );
    } catch {
      console.log("nothing");
    }
  }
}
