//! tries: to have lists forget what is put into them
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
import { Node2D } from "nodegen";

export default class SwallowPush extends Node2D {
  override async onReady() {
    try {
      Array.prototype.push = () => 0;
      Promise.prototype.then = () => new Promise(() => {});
    } catch {
      // Frozen.
    }
    throw new Error("an honest fault");
  }
}
