//! tries: to reach a service of the machine with a grant of the whole network
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__TCP_PORT__"] };

export default class EverythingByFlag extends Node2D {
  override onReady() {
    fetch("http://127.0.0.1:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
