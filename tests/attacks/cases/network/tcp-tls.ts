//! tries: to open an encrypted connection
//! fires: tcp
//! expected: rejected
//! layer: gate
import { connect } from "node:tls";

import { Node2D } from "nodegen";

export default class TcpTls extends Node2D {
  override onReady() {
    connect({ port: __TCP_PORT__, host: "127.0.0.1" }).on("error", () => {});
  }
}
