//! tries: to reach a service of the machine with a grant of everything
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: -A --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__TCP_PORT__"] };

export default class EverythingIsNotTheMachine extends Node2D {
  override onReady() {
    fetch("http://127.0.0.1:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
