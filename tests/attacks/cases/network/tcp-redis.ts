//! tries: to speak to a database server through Bun's client for it
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class TcpRedis extends Node2D {
  override onReady() {
    void new Bun.RedisClient("redis://127.0.0.1:__TCP_PORT__").connect().catch(() => {});
  }
}
