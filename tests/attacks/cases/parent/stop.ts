//! tries: to halt the process that started this one
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { Node2D } from "nodegen";

export default class Stop extends Node2D {
  override onReady() {
    process.kill(process.ppid, "SIGSTOP");
  }
}
