//! tries: to start a program and wait for it
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { Node2D } from "nodegen";

export default class SpawnSync extends Node2D {
  override onReady() {
    Bun.spawnSync(["/bin/sh", "-c", "touch __TOUCH_DIR__/ran"]);
  }
}
