//! tries: to run a program that was never a file
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { dlopen, ptr } from "bun:ffi";

import { Node2D } from "nodegen";

export default class MemfdExecveat extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", {
      syscall: { args: ["i64", "i64", "ptr", "ptr", "ptr", "i64"], returns: "i64" },
    });
    const zero = new Uint8Array(8);
    const sh = Buffer.from("/bin/sh\0");
    const words = ["/bin/sh", "-c", "touch __TOUCH_DIR__/ran"].map((word) => Buffer.from(`${word}\0`));
    const list = new BigUint64Array([...words.map((word) => BigInt(ptr(word))), 0n]);
    // execveat, from the root folder.
    symbols.syscall(322, -100, ptr(sh), ptr(list), ptr(zero), 0);
  }
}
