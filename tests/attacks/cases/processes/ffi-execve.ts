//! tries: to become another program
//! fires: child-process
//! expected: rejected
//! layer: kernel
import { dlopen, ptr } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiExecve extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", { execve: { args: ["ptr", "ptr", "ptr"], returns: "i32" } });
    const words = ["/bin/sh", "-c", "touch __TOUCH_DIR__/ran"].map((word) => Buffer.from(`${word}\0`));
    const list = new BigUint64Array([...words.map((word) => BigInt(ptr(word))), 0n]);
    symbols.execve(ptr(words[0]!), ptr(list), ptr(new BigUint64Array(1)));
  }
}
