//! tries: to keep whoever looks at a field busy for ever
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInGetter extends Node2D {
  override get rotation(): number {
    for (;;);
  }
  override set rotation(_value: number) {}
}
