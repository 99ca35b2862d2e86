//! tries: to leave a link to a secret where somebody else will follow it
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { symlinkSync } from "node:fs";

import { Node2D } from "nodegen";

export default class SymbolicLink extends Node2D {
  override onReady() {
    symlinkSync("__SECRET_FILE__", "__TOUCH_DIR__/link");
  }
}
