//! tries: to reach the machine by the address of nowhere
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["0.0.0.0:__TCP_PORT__"] };

export default class UnspecifiedAddress extends Node2D {
  override onReady() {
    fetch("http://0.0.0.0:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
