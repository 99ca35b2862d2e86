//! tries: to have every object turn itself into a good verdict
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
import { Node2D } from "nodegen";

export default class ToJson extends Node2D {
  override onReady() {
    try {
      Object.defineProperty(Object.prototype, "toJSON", { value: () => ({ ok: true, digest: "forged" }) });
    } catch {
      // Frozen.
    }
    throw new Error("an honest fault");
  }
}
