//! tries: to create a file by a newer system call than filters know
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { dlopen, ptr } from "bun:ffi";

import { Node2D } from "nodegen";

export default class Openat2 extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", { syscall: { args: ["i64", "i64", "ptr", "ptr", "i64"], returns: "i64" } });
    // struct open_how: O_CREAT | O_WRONLY, 0666, no restrictions.
    const how = new BigUint64Array([0o101n, 0o666n, 0n]);
    symbols.syscall(437, -100, ptr(Buffer.from("__TOUCH_DIR__/new\0")), ptr(how), 24);
  }
}
