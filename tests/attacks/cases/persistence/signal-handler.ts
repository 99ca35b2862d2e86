//! tries: to answer the signal that asks it to end
//! fires: file-touched
//! expected: rejected
//! layer: gate
import { writeFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class SignalHandler extends Node2D {
  override onReady() {
    process.on("SIGTERM", () => writeFileSync("__TOUCH_DIR__/still-here", "here"));
    process.kill(process.pid, "SIGTERM");
  }
}
