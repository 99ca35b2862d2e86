//! tries: to log values that contain themselves
//! fires: host-crash
//! expected: contained
//! layer: host
import { Node2D } from "nodegen";

export default class CyclicLog extends Node2D {
  override onReady() {
    const loop: any = { a: [] };
    loop.a.push(loop, new Map([[loop, loop]]));
    console.log(loop, [loop]);
    throw Object.assign(Object.create(null), { loop });
  }
}
