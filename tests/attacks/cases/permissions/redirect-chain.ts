//! tries: to be sent on after an honest hop
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class RedirectChain extends Node2D {
  override onReady() {
    fetch("http://127.0.0.1:__HTTP_PORT__/?status=301&to=http://127.0.0.1:__HTTP_PORT__/?status=308%26to=http://127.0.0.1:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
