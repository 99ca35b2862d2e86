//! tries: to empty a file that others use
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { truncateSync } from "node:fs";

import { Node2D } from "nodegen";

export default class Truncate extends Node2D {
  override onReady() {
    truncateSync("__TOUCH_DIR__/precious.txt", 0);
  }
}
