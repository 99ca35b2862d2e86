//! tries: to sort with a comparison that takes for ever
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class Comparator extends Node2D {
  override onReady() {
    [3, 2, 1].sort(() => {
      for (;;);
    });
  }
}
