//! tries: to have the C library run a command
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiSystem extends Node2D {
  override onReady() {
    dlopen("libc.so.6", { system: { args: ["cstring"], returns: "i32" } }).symbols.system(
      Buffer.from("touch __TOUCH_DIR__/ran\0"),
    );
  }
}
