//! tries: to go on with a grant that was taken back
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
//! revoked: 1
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class AfterRevocation extends Node2D {
  override async onReady() {
    try {
      console.log((await fetch("http://127.0.0.1:__HTTP_PORT__/")).text());
      console.log((await fetch("http://127.0.0.1:__HTTP_PORT__/secret")).text());
    } catch (error) {
      console.log(String(error));
    }
  }
}
