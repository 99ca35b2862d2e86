//! tries: to switch the type checker off from a comment
//! fires: secret-read
//! expected: rejected
//! layer: gate
// @ts-nocheck
import { Node2D } from "nodegen";

export default class NoCheck extends Node2D {
  override onReady(): number {
    console.log(process.env.__SECRET_ENV__);
  }
}
