//! tries: to hide an address of the machine behind one of the internet
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=both.test --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["both.test"] };

export default class NameWithTwoAddresses extends Node2D {
  override onReady() {
    fetch("http://both.test:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
