//! tries: to take the parent's file descriptors away
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { dlopen, ptr } from "bun:ffi";

import { Node2D } from "nodegen";

export default class Limit extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", { prlimit: { args: ["i32", "i32", "ptr", "ptr"], returns: "i32" } });
    symbols.prlimit(process.ppid, 7, ptr(new BigUint64Array([3n, 3n])), null);
    for (let n = 0; n < 10; n++) Bun.sleepSync(100);
  }
}
