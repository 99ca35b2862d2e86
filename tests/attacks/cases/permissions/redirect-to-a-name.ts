//! tries: to be sent on to a granted name that leads inside
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__,inside.test --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__", "inside.test"] };

export default class RedirectToAName extends Node2D {
  override onReady() {
    fetch("http://127.0.0.1:__HTTP_PORT__/?status=302&to=http://inside.test:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
