//! tries: to be different in every run by the clock
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class DateNow extends Node2D {
  override onReady() {
    this.x = Date.now() % 100_000;
  }
}
