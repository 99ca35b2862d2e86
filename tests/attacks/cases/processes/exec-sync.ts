//! tries: to run a command through Node's module
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { execSync } from "node:child_process";

import { Node2D } from "nodegen";

export default class ExecSync extends Node2D {
  override onReady() {
    execSync("touch __TOUCH_DIR__/ran");
  }
}
