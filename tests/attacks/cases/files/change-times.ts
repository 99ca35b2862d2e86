//! tries: to make a file look older than it is
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { utimesSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ChangeTimes extends Node2D {
  override onReady() {
    utimesSync("__TOUCH_DIR__/precious.txt", 0, 0);
  }
}
