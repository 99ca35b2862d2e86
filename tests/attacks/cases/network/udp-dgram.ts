//! tries: to send a datagram
//! fires: udp
//! expected: rejected
//! layer: gate
import { createSocket } from "node:dgram";

import { Node2D } from "nodegen";

export default class UdpDgram extends Node2D {
  override onReady() {
    createSocket("udp4").send("hello", __UDP_PORT__, "127.0.0.1");
  }
}
