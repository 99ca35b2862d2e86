//! tries: to open a local socket by system calls
//! fires: unix
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class UnixFfi extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", {
      socket: { args: ["i32", "i32", "i32"], returns: "i32" },
      connect: { args: ["i32", "ptr", "u32"], returns: "i32" },
    });
    const address = new Uint8Array(110);
    address[0] = 1;
    address.set(Buffer.from("__UNIX_PATH__"), 2);
    symbols.connect(symbols.socket(1, 1, 0), address, 110);
  }
}
