//! tries: to call home over HTTP 2
//! fires: tcp
//! expected: rejected
//! layer: gate
import { connect } from "node:http2";

import { Node2D } from "nodegen";

export default class Http2 extends Node2D {
  override onReady() {
    connect("http://127.0.0.1:__TCP_PORT__").on("error", () => {});
  }
}
