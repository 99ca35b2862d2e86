//! tries: to write a loopback address as one number
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["2130706433:__TCP_PORT__"] };

export default class DecimalAddress extends Node2D {
  override onReady() {
    fetch("http://2130706433:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
