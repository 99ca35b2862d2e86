//! tries: to keep the host busy for ever in the initial value of a static field
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInStaticField extends Node2D {
  static total = ((): number => {
    for (;;);
  })();
}
