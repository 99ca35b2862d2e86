//! tries: to send a datagram through Bun's sockets
//! fires: udp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class UdpBun extends Node2D {
  override async onReady() {
    (await Bun.udpSocket({})).send("hello", __UDP_PORT__, "127.0.0.1");
  }
}
