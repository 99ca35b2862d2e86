//! tries: to write a file
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { writeFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class WriteFile extends Node2D {
  override onReady() {
    writeFileSync("__TOUCH_DIR__/new.txt", "here");
  }
}
