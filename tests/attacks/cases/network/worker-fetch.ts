//! tries: to call home from a thread of its own
//! fires: tcp
//! expected: rejected
//! layer: gate
import { Worker } from "node:worker_threads";

import { Node2D } from "nodegen";

export default class WorkerFetch extends Node2D {
  override onReady() {
    new Worker(`fetch("http://127.0.0.1:__TCP_PORT__/")`, { eval: true });
  }
}
