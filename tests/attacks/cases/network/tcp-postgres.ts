//! tries: to speak to a database server through Bun's SQL
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class TcpPostgres extends Node2D {
  override onReady() {
    void new Bun.SQL("postgres://a:b@127.0.0.1:__TCP_PORT__/c").connect().catch(() => {});
  }
}
