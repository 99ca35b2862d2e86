//! tries: to throw something that cannot be turned into text
//! fires: host-crash
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class ErrorWithoutText extends Node2D {
  override onReady() {
    throw Object.create(null);
  }
}
