//! tries: to leave a mark on a symbol that every realm of a process shares
//! fires: nondeterministic
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class RegistrySymbol extends Node2D {
  override onReady() {
    const mark = Symbol.for("shared") as any;
    const proto = Object.getPrototypeOf(mark);
    try {
      proto.runs = (proto.runs ?? 0) + 1 + Math.random();
    } catch {
      // Frozen.
    }
    this.x = proto.runs ?? 0;
  }
}
