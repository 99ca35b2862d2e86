//! tries: to give a secret a second name
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { linkSync } from "node:fs";

import { Node2D } from "nodegen";

export default class HardLink extends Node2D {
  override onReady() {
    linkSync("__SECRET_FILE__", "__TOUCH_DIR__/second-name");
  }
}
