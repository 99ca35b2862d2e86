//! tries: to compile text through the constructor of generators
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class GeneratorConstructor extends Node2D {
  override onReady() {
    try {
      const make = Object.getPrototypeOf(function* () {}).constructor;
      console.log(
        make("yield process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")().next().value,
      );
    } catch {
      console.log("nothing");
    }
  }
}
