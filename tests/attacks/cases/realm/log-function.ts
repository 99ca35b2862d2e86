//! tries: to take the realm of the function that the log was given
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class LogFunction extends Node2D {
  override onReady() {
    try {
      console.log(
        console.log.constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
      );
    } catch {
      console.log("nothing");
    }
  }
}
