//! tries: to speak HTTP over a local socket
//! fires: unix
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class UnixFetch extends Node2D {
  override onReady() {
    void fetch("http://localhost/", { unix: "__UNIX_PATH__" } as RequestInit).catch(() => {});
  }
}
