//! tries: to keep the host busy for ever once a person presses a key
//! fires: resource
//! expected: contained
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInInput extends Node2D {
  override onInput() {
    for (;;);
  }
}
