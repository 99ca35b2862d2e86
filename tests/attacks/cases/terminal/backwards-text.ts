//! tries: to have an error read differently from what it says
//! fires: terminal-escape
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class BackwardsText extends Node2D {
  override onReady() {
    throw new Error("all is \u202ellew ton\u202c");
  }
}
