//! tries: to write a loopback address in octal
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["0177.0.0.01:__TCP_PORT__"] };

export default class OctalAddress extends Node2D {
  override onReady() {
    fetch("http://0177.0.0.01:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
