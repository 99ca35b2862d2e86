//! tries: to be a node that lies about what it is
//! fires: host-crash
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class ProxyAsClass extends Node2D {
  constructor() {
    super();
    return new Proxy(this, {
      getPrototypeOf() {
        throw Object.create(null);
      },
      get() {
        throw Object.create(null);
      },
    });
  }
}
