//! tries: to reach the machine by the name that is always its own
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class LocalName extends Node2D {
  override onReady() {
    fetch("http://localhost:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
