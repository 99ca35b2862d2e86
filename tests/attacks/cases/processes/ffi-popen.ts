//! tries: to have the C library open a command as a file
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiPopen extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", {
      popen: { args: ["cstring", "cstring"], returns: "ptr" },
      pclose: { args: ["ptr"], returns: "i32" },
    });
    symbols.pclose(symbols.popen(Buffer.from("touch __TOUCH_DIR__/ran\0"), Buffer.from("r\0")));
  }
}
