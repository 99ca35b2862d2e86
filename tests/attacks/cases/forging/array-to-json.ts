//! tries: to have the list of problems turn itself into nothing
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
import { Node2D } from "nodegen";

export default class ArrayToJson extends Node2D {
  override onReady() {
    try {
      Object.defineProperty(Object.prototype, "ok", { get: () => true, set() {} });
      Object.defineProperty(Array.prototype, "toJSON", { value: () => [] });
      JSON.stringify = (() => '{"ok":true}') as any;
    } catch {
      // Frozen.
    }
    throw new Error("an honest fault");
  }
}
