//! tries: to read the environment of the process that started this one
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { readFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ProcParentEnviron extends Node2D {
  override onReady() {
    console.log(readFileSync(`/proc/${process.ppid}/environ`, "utf8"));
  }
}
