//! tries: to keep the host busy for ever once a person moves a slider
//! fires: resource
//! expected: contained
//! layer: watch
import { Node2D, property } from "nodegen";

export default class LoopInPropertyChange extends Node2D {
  @property({ range: [0, 10] }) speed = 1;

  override onPropertyChange() {
    for (;;);
  }
}
