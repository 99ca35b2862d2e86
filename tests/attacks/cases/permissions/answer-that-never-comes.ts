//! tries: to hold the host by an answer that never comes
//! fires: resource
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class AnswerThatNeverComes extends Node2D {
  override onReady() {
    fetch("http://127.0.0.1:__HTTP_PORT__/silent").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
