//! tries: to ask the process for a module of the runtime
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class BuiltinByName extends Node2D {
  override onReady() {
    console.log((process as any).getBuiltinModule("fs").readFileSync("__SECRET_FILE__", "latin1"));
  }
}
