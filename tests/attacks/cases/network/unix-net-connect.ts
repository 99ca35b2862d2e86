//! tries: to open a local socket
//! fires: unix
//! expected: rejected
//! layer: gate
import { connect } from "node:net";

import { Node2D } from "nodegen";

export default class UnixNetConnect extends Node2D {
  override onReady() {
    connect("__UNIX_PATH__").end("hello");
  }
}
