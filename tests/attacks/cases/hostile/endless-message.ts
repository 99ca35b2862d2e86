//! tries: to throw an error whose message takes for ever to read
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class EndlessMessage extends Node2D {
  override onReady() {
    const trap = {
      toString: () => {
        for (;;);
      },
      get message(): string {
        for (;;);
      },
      get stack(): string {
        for (;;);
      },
    };
    throw trap;
  }
}
