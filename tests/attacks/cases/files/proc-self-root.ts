//! tries: to reach a file by the long way through /proc
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { readFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ProcSelfRoot extends Node2D {
  override onReady() {
    console.log(readFileSync("/proc/self/root__SECRET_FILE__", "utf8"));
  }
}
