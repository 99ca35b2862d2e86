//! tries: to go on after the scene is over
//! fires: file-touched
//! expected: rejected
//! layer: gate
import { writeFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class Interval extends Node2D {
  override onReady() {
    setTimeout(() => writeFileSync("__TOUCH_DIR__/later", "here"), 50);
  }
}
