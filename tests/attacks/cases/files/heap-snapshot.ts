//! tries: to have the runtime write its whole memory to a file
//! fires: file-touched
//! expected: rejected
//! layer: kernel
import { writeHeapSnapshot } from "node:v8";

import { Node2D } from "nodegen";

export default class HeapSnapshot extends Node2D {
  override onReady() {
    writeHeapSnapshot("__TOUCH_DIR__/heap.heapsnapshot");
  }
}
