//! tries: to write into the profile that the next shell runs
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { appendFileSync } from "node:fs";
import { homedir } from "node:os";

import { Node2D } from "nodegen";

export default class HomeProfile extends Node2D {
  override onReady() {
    appendFileSync(`${homedir()}/.bashrc`, "echo owned\n");
    appendFileSync("__TOUCH_DIR__/.bashrc", "echo owned\n");
  }
}
