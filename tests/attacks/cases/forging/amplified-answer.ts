//! tries: to answer with a text that is cheap to write and huge once it is read
//! fires: resource
//! expected: contained
//! layer: host
import { Node2D } from "nodegen";

export default class AmplifiedAnswer extends Node2D {
  override onReady() {
    const real = JSON.stringify;
    const flood = `[${"[],".repeat(5_500_000)}[]]`;
    try {
      JSON.stringify = (value: any, ...rest: any[]) => {
        if (value && "digest" in value && !("nodes" in value)) return flood;
        if (value?.value === undefined) return real(value, ...rest);
        return real({ ...value, value: null }).replace('"value":null', () => `"value":${flood}`);
      };
    } catch {
      // Frozen.
    }
  }

  override onUpdate() {
    this.x += 1;
  }
}
