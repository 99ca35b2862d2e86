//! tries: to start a program from a thread that the filter may have missed
//! fires: child-process
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ThreadThenSpawn extends Node2D {
  override onReady() {
    const text = `Bun.spawnSync(["/bin/sh", "-c", "touch __TOUCH_DIR__/ran"])`;
    new Worker(URL.createObjectURL(new Blob([text])));
  }
}
