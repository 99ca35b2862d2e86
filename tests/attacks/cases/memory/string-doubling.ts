//! tries: to double a text until nothing is left
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class StringDoubling extends Node2D {
  override onReady() {
    const kept: string[] = [];
    for (let n = 0; ; n++) kept.push(`${n}${"x".repeat(2 ** 24)}${n}`.toUpperCase());
  }
}
