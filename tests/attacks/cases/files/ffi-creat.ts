//! tries: to create a file by a system call
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiCreat extends Node2D {
  override onReady() {
    dlopen("libc.so.6", { creat: { args: ["cstring", "u32"], returns: "i32" } }).symbols.creat(
      Buffer.from("__TOUCH_DIR__/new\0"),
      0o666,
    );
  }
}
