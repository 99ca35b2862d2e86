//! tries: to reach what is denied by a name that leads there
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=inside.test --deny-net=127.0.0.1 --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["inside.test"] };

export default class DeniedUnderAnotherName extends Node2D {
  override onReady() {
    fetch("http://inside.test:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
