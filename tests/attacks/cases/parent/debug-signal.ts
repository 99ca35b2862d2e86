//! tries: to switch on the parent's debugger
//! fires: parent-affected
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class DebugSignal extends Node2D {
  override onReady() {
    (process as any)._debugProcess?.(process.ppid);
    process.kill(process.ppid, "SIGUSR2");
  }
}
