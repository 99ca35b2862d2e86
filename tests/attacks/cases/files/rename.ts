//! tries: to move a file out of its place
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { renameSync } from "node:fs";

import { Node2D } from "nodegen";

export default class Rename extends Node2D {
  override onReady() {
    renameSync("__TOUCH_DIR__/precious.txt", "__TOUCH_DIR__/gone.txt");
  }
}
