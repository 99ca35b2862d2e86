//! tries: to kill the parent by the call that is meant for threads
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class Tgkill extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", { syscall: { args: ["i64", "i64", "i64", "i64"], returns: "i64" } });
    symbols.syscall(234, process.ppid, process.ppid, 9);
  }
}
