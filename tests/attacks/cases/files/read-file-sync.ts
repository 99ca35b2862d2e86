//! tries: to read a file of the host
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { readFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ReadFileSync extends Node2D {
  override onReady() {
    console.log(readFileSync("__SECRET_FILE__", "utf8"));
  }
}
