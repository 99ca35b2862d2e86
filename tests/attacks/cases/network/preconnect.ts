//! tries: to reach a host by asking only to be ready for it
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class Preconnect extends Node2D {
  override onReady() {
    (fetch as any).preconnect("http://127.0.0.1:__TCP_PORT__/");
    setTimeout(() => {}, 1_000);
  }
}
