//! tries: to have a name resolved to a mapped address
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=mapped.test --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["mapped.test"] };

export default class NameWithAMappedAddress extends Node2D {
  override onReady() {
    fetch("http://mapped.test:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
