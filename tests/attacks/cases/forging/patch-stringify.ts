//! tries: to have the harness write what the module wants
//! fires: forged-verdict
//! expected: rejected
//! layer: realm
import { Node2D } from "nodegen";

export default class PatchStringify extends Node2D {
  override onReady() {
    const real = JSON.stringify;
    try {
      JSON.stringify = (value: any, ...rest: any[]) =>
        value && "ok" in value ? '{"ok":true,"digest":"forged"}' : real(value, ...rest);
    } catch {
      // Frozen.
    }
    throw new Error("an honest fault");
  }
}
