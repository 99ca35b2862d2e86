//! tries: to send a datagram by system calls
//! fires: udp
//! expected: rejected
//! layer: kernel
import { dlopen } from "bun:ffi";

import { Node2D } from "nodegen";

export default class UdpFfiSendto extends Node2D {
  override onReady() {
    const { symbols } = dlopen("libc.so.6", {
      socket: { args: ["i32", "i32", "i32"], returns: "i32" },
      sendto: { args: ["i32", "cstring", "u64", "i32", "ptr", "u32"], returns: "i64" },
    });
    const port = __UDP_PORT__;
    const address = new Uint8Array([2, 0, port >> 8, port & 255, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    symbols.sendto(symbols.socket(2, 2, 0), Buffer.from("hello\0"), 5, 0, address, 16);
  }
}
