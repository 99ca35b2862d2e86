//! tries: to send the parent a signal that it has a meaning for
//! fires: parent-affected
//! expected: rejected
//! layer: kernel
import { Node2D } from "nodegen";

export default class Signal extends Node2D {
  override onReady() {
    process.kill(process.ppid, "SIGUSR1");
  }
}
