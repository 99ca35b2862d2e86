//! tries: to open a connection by system calls
//! fires: tcp
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class TcpFfiSocket extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", {
      socket: { args: ["i32", "i32", "i32"], returns: "i32" },
      connect: { args: ["i32", "ptr", "u32"], returns: "i32" },
    });
    const port = __TCP_PORT__;
    symbols.connect(
      symbols.socket(2, 1, 0),
      new Uint8Array([2, 0, port >> 8, port & 255, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
      16,
    );
  }
}
