//! tries: to signal the parent once the smoke run is long over
//! fires: parent-affected
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class HangUpLater extends Node2D {
  onUpdate() {
    if (this.sceneTime > 0.17) process.kill(process.ppid, "SIGHUP");
  }
}
