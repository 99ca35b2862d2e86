//! tries: to keep whoever turns a value into text busy for ever
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInPrintedValue extends Node2D {
  override onReady() {
    const trap = {
      toString: (): string => {
        for (;;);
      },
    };
    console.log(`${trap}`);
  }
}
