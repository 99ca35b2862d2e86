//! tries: to be looked at through a trap that never returns
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class ProxyPrototype extends Node2D {
  override onReady() {
    const trap = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          for (;;);
        },
      },
    );
    void (trap instanceof Node2D);
  }
}
