//! tries: to have a name resolved to the internet first and to the machine after the check
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=turning.test --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["turning.test"] };

export default class NameThatTurns extends Node2D {
  override onReady() {
    fetch("http://turning.test:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
