//! tries: to make a huge text in one call
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class Join extends Node2D {
  override onReady() {
    const kept: string[] = [];
    for (;;) kept.push(new Array(2 ** 24).join("long"));
  }
}
