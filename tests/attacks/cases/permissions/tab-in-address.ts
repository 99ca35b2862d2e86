//! tries: to have a tab dropped out of an address
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class TabInAddress extends Node2D {
  override onReady() {
    fetch("ht\ttp://127.0.0.1:\t__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
