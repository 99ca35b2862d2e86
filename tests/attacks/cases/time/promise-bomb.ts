//! tries: to make promise jobs that make promise jobs, so that their queue never ends
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class PromiseBomb extends Node2D {
  override async onReady() {
    for (;;) await null;
  }
}
