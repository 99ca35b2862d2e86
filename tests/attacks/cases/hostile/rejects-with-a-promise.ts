//! tries: to reject with something that cannot be told
//! fires: host-crash
//! expected: rejected
//! layer: host
import { Node2D } from "nodegen";

export default class RejectsWithAPromise extends Node2D {
  override async onReady() {
    await null;
    throw Object.create(null);
  }
}
