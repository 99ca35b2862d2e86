//! tries: to let the granted host stand where a name and a password do
//! fires: tcp
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class UserInfo extends Node2D {
  override onReady() {
    fetch("http://127.0.0.1:__HTTP_PORT__@127.0.0.1:__TCP_PORT__/").then(
      (answer) => console.log(answer.text()),
      (error) => console.log(String(error)),
    );
  }
}
