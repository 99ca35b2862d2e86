//! tries: to call home with fetch
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class HttpFetch extends Node2D {
  override onReady() {
    void fetch("http://127.0.0.1:__TCP_PORT__/").catch(() => {});
  }
}
