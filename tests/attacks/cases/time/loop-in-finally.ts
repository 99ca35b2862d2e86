//! tries: to go on in a finally after it was told to stop
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class LoopInFinally extends Node2D {
  override onReady() {
    for (;;)
      try {
        for (;;);
      } finally {
        for (;;);
      }
  }
}
