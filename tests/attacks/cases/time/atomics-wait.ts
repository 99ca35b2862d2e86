//! tries: to wait for something that never comes
//! fires: resource
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class AtomicsWait extends Node2D {
  override onReady() {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000);
  }
}
