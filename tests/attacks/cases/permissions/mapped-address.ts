//! tries: to hide a loopback address in an IPv6 one
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["[::ffff:7f00:1]:__TCP_PORT__"] };

export default class MappedAddress extends Node2D {
  override onReady() {
    fetch("http://[::ffff:127.0.0.1]:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
