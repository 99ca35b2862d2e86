//! tries: to have the runtime's profiler write its files
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { writeFileSync } from "node:fs";
import { Session } from "node:inspector";

import { Node2D } from "nodegen";

export default class ProfilerOut extends Node2D {
  override onReady() {
    const session = new Session();
    session.connect();
    session.post("Profiler.enable");
    writeFileSync("__TOUCH_DIR__/run.cpuprofile", "{}");
  }
}
