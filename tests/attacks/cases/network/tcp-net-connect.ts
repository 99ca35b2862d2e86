//! tries: to open a connection and say a secret
//! fires: tcp
//! expected: rejected
//! layer: gate
import { connect } from "node:net";

import { Node2D } from "nodegen";

export default class TcpNetConnect extends Node2D {
  override onReady() {
    connect(__TCP_PORT__, "127.0.0.1").end("hello");
  }
}
