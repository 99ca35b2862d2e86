//! tries: to draw a line with millions of points
//! fires: resource
//! expected: rejected
//! layer: host
import { Line, Node2D } from "nodegen";

export default class LongLine extends Node2D {
  override onReady() {
    const kept = Array.from({ length: 40 }, () => Array.from({ length: 500_000 }, (_, n) => ({ x: n, y: n })));
    for (const points of kept) this.addChild(new Line({ points }));
  }
}
