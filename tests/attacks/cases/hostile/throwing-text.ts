//! tries: to throw something whose text throws again
//! fires: host-crash
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class ThrowingText extends Node2D {
  override onReady() {
    throw {
      toString() {
        throw this;
      },
      get message() {
        throw this;
      },
      get stack() {
        throw this;
      },
      get name() {
        throw this;
      },
    };
  }
}
