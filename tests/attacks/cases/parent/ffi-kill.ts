//! tries: to kill the parent by a system call
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiKill extends Node2D {
  override onReady() {
    dlopen("libc.so.6", { kill: { args: ["i32", "i32"], returns: "i32" } }).symbols.kill(process.ppid, 9);
  }
}
