//! tries: to collect more matches than there is memory
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class RegexCaptures extends Node2D {
  override onReady() {
    const kept: unknown[] = [];
    for (;;) kept.push([..."ab".repeat(100_000).matchAll(/(a)(b)/g)]);
  }
}
