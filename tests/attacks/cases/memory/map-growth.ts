//! tries: to fill a map for ever
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class MapGrowth extends Node2D {
  override onReady() {
    const kept = new Map<number, number[]>();
    for (let n = 0; ; n++) kept.set(n, [n, n, n, n]);
  }
}
