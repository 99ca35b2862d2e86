//! tries: to have the host keep a body that never ends
//! fires: resource
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class AnswerWithoutEnd extends Node2D {
  override onReady() {
    fetch("http://127.0.0.1:__HTTP_PORT__/endless").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
