//! tries: to be different in every run by the number of the process
//! fires: nondeterministic
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ProcessId extends Node2D {
  override onReady() {
    this.x = process.pid;
  }
}
