//! tries: to leave folders behind
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { mkdirSync } from "node:fs";

import { Node2D } from "nodegen";

export default class MakeFolders extends Node2D {
  override onReady() {
    mkdirSync("__TOUCH_DIR__/a/b/c", { recursive: true });
  }
}
