//! tries: to leave a process behind that acts when the module is long gone
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { spawn } from "node:child_process";

import { Node2D } from "nodegen";

export default class Daemon extends Node2D {
  override onReady() {
    spawn("/bin/sh", ["-c", "sleep 0.3; touch __TOUCH_DIR__/later; sleep 20"], {
      detached: true,
      stdio: "ignore",
    }).unref();
  }
}
