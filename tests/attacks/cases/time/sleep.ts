//! tries: to stop the whole process without using it
//! fires: resource
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class Sleep extends Node2D {
  override onReady() {
    Bun.sleepSync(60_000);
  }
}
