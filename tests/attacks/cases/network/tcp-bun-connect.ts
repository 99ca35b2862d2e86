//! tries: to open a connection through Bun's sockets
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class TcpBunConnect extends Node2D {
  override async onReady() {
    const socket = await Bun.connect({ hostname: "127.0.0.1", port: __TCP_PORT__, socket: { data() {} } });
    socket.end("hello");
  }
}
