//! tries: to look first whether the host is there
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class TypeofGuard extends Node2D {
  override onReady() {
    if (typeof process !== "undefined") console.log(process.env.__SECRET_ENV__);
  }
}
