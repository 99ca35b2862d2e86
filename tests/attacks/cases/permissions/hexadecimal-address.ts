//! tries: to write a loopback address in hexadecimal
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["0x7f.1:__TCP_PORT__"] };

export default class HexadecimalAddress extends Node2D {
  override onReady() {
    fetch("http://0x7f.1:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
