//! tries: to keep the host busy for ever when the module is swapped in
//! fires: resource
//! expected: contained
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInSwap extends Node2D {
  override onSwap() {
    for (;;);
  }
}
