//! tries: to make the parent the last that gets the processor
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { setPriority } from "node:os";

import { Node2D } from "nodegen";

export default class Renice extends Node2D {
  override onReady() {
    setPriority(process.ppid, 19);
    for (let n = 0; n < 10; n++) Bun.sleepSync(100);
  }
}
