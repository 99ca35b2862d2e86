//! tries: to start a program by the C library's own way
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { dlopen, ptr } from "bun:ffi";

import { Node2D } from "nodegen";

export default class PosixSpawn extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", {
      posix_spawn: { args: ["ptr", "ptr", "ptr", "ptr", "ptr", "ptr"], returns: "i32" },
      waitpid: { args: ["i32", "ptr", "i32"], returns: "i32" },
    });
    const words = ["/bin/sh", "-c", "touch __TOUCH_DIR__/ran"].map((word) => Buffer.from(`${word}\0`));
    const list = new BigUint64Array([...words.map((word) => BigInt(ptr(word))), 0n]);
    const pid = new Int32Array(1);
    symbols.posix_spawn(ptr(pid), ptr(words[0]!), null, null, ptr(list), ptr(new BigUint64Array(1)));
    symbols.waitpid(pid[0]!, null, 0);
  }
}
