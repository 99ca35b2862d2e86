//! tries: to kill the parent through a descriptor of its process
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class PidfdSignal extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", { syscall: { args: ["i64", "i64", "i64", "i64", "i64"], returns: "i64" } });
    const descriptor = symbols.syscall(434, process.ppid, 0, 0, 0);
    symbols.syscall(424, descriptor, 9, 0, 0);
  }
}
