//! tries: to start a program
//! fires: child-process
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class Spawn extends Node2D {
  override onReady() {
    Bun.spawn(["/bin/sh", "-c", "touch __TOUCH_DIR__/ran"]);
  }
}
