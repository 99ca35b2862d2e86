//! tries: to reach the machine by a granted name of the attacker's
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=inside.test --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["inside.test"] };

export default class NameThatLeadsInside extends Node2D {
  override onReady() {
    fetch("http://inside.test:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
