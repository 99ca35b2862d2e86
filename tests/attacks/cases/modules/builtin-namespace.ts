//! tries: to import everything of a module of the runtime
//! fires: secret-read
//! expected: rejected
//! layer: gate
import * as fs from "fs";

import { Node2D } from "nodegen";

export default class BuiltinNamespace extends Node2D {
  override onReady() {
    console.log(fs.readFileSync("__SECRET_FILE__", "latin1"));
  }
}
