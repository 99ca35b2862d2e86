//! tries: to import a module of the runtime
//! fires: secret-read
//! expected: rejected
//! layer: gate
import process from "node:process";

import { Node2D } from "nodegen";

export default class BuiltinDefault extends Node2D {
  override onReady() {
    console.log(process.env.__SECRET_ENV__);
  }
}
