//! tries: to act when the process ends
//! fires: file-touched
//! expected: rejected
//! layer: gate
import { writeFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class ExitHandler extends Node2D {
  override onReady() {
    process.on("exit", () => writeFileSync("__TOUCH_DIR__/last-word", "here"));
  }
}
