//! tries: to compile text through the constructor of functions
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class FunctionConstructor extends Node2D {
  override onReady() {
    try {
      console.log(
        (() => {}).constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
      );
    } catch {
      console.log("nothing");
    }
  }
}
