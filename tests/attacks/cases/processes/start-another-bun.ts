//! tries: to start another Bun with a program of its own
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { spawnSync } from "node:child_process";

import { Node2D } from "nodegen";

export default class StartAnotherBun extends Node2D {
  override onReady() {
    spawnSync(process.execPath, ["-e", `require("fs").writeFileSync("__TOUCH_DIR__/ran", "")`]);
  }
}
