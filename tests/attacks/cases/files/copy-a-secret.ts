//! tries: to read a file by copying it to where others may read
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { copyFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class CopyASecret extends Node2D {
  override onReady() {
    copyFileSync("__SECRET_FILE__", "__TOUCH_DIR__/copy");
  }
}
