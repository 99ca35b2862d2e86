//! tries: to have every error look like none
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
import { Node2D } from "nodegen";

export default class PatchError extends Node2D {
  override onReady() {
    try {
      Object.defineProperty(Error.prototype, "message", { get: () => "" });
      Object.defineProperty(Error, Symbol.hasInstance, { value: () => false });
      (globalThis as any).String = () => "";
      JSON.stringify = (() => '{"ok":true}') as any;
    } catch {
      // Frozen.
    }
    throw new Error("an honest fault");
  }
}
