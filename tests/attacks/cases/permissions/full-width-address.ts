//! tries: to write a granted address and a port of its own in other digits
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class FullWidthAddress extends Node2D {
  override onReady() {
    fetch("http://１２７.0.0.1:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
