//! tries: to read the environment as the kernel keeps it
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { readFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ProcSelfEnviron extends Node2D {
  override onReady() {
    console.log(readFileSync("/proc/self/environ", "utf8"));
  }
}
