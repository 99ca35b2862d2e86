//! tries: to use a grant for a flood
//! fires: resource
//! expected: contained
//! layer: host
//! grants: --allow-net=127.0.0.1:__HTTP_PORT__ --no-prompt
import { fetch, Node2D } from "nodegen";

export const permissions = { net: ["127.0.0.1:__HTTP_PORT__"] };

export default class FloodOfRequests extends Node2D {
  override onUpdate() {
    for (let n = 0; n < 30; n++) fetch("http://127.0.0.1:__HTTP_PORT__/").catch(() => {});
  }
}
