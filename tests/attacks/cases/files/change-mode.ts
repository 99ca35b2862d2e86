//! tries: to change who may read a file
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { chmodSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ChangeMode extends Node2D {
  override onReady() {
    chmodSync("__TOUCH_DIR__/precious.txt", 0o000);
  }
}
