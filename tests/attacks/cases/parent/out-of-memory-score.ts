//! tries: to make the parent the first that the kernel kills
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { writeFileSync } from "node:fs";

import { Node2D } from "nodegen";

export default class OutOfMemoryScore extends Node2D {
  override onReady() {
    writeFileSync(`/proc/${process.ppid}/oom_score_adj`, "900");
    for (let n = 0; n < 10; n++) Bun.sleepSync(100);
  }
}
