//! tries: to call home with Node's client
//! fires: tcp
//! expected: rejected
//! layer: gate
import { get } from "node:http";

import { Node2D } from "nodegen";

export default class HttpGet extends Node2D {
  override onReady() {
    get("http://127.0.0.1:__TCP_PORT__/").on("error", () => {});
  }
}
