//! tries: to open and read a file by system calls
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class FfiOpen extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", {
      open: { args: ["cstring", "i32"], returns: "i32" },
      read: { args: ["i32", "ptr", "u64"], returns: "i64" },
    });
    const bytes = new Uint8Array(256);
    symbols.read(symbols.open(Buffer.from("__SECRET_FILE__\0"), 0), bytes, 256);
    console.log(Buffer.from(bytes).toString());
  }
}
