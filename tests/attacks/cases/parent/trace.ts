//! tries: to take control of the parent as a debugger does
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class Trace extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", { syscall: { args: ["i64", "i64", "i64", "i64", "i64"], returns: "i64" } });
    symbols.syscall(101, 16, process.ppid, 0, 0);
    for (let n = 0; n < 10; n++) Bun.sleepSync(100);
  }
}
