//! tries: to delete a file
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { rmSync } from "node:fs";

import { Node2D } from "nodegen";

export default class DeleteFile extends Node2D {
  override onReady() {
    rmSync("__TOUCH_DIR__/precious.txt");
  }
}
