//! tries: to open a WebSocket
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class WebSocketClient extends Node2D {
  override onReady() {
    new WebSocket("ws://127.0.0.1:__TCP_PORT__/");
  }
}
