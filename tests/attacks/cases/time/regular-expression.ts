//! tries: to match a text in exponential time
//! fires: resource
//! expected: rejected
//! layer: watch
import { Node2D } from "nodegen";

export default class RegularExpression extends Node2D {
  override onReady() {
    console.log(String(/^(([a-z]+)+)+$/.test(`${"a".repeat(60)}!`)), String(/(x+x+)+y/.test("x".repeat(60))));
    for (let n = 0; n < 1e6; n++) if (/^(a|a?)+$/.test(`${"a".repeat(40)}b`)) break;
  }
}
