//! tries: to have the type checker pass over the line that counts
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class IgnoreNextLine extends Node2D {
  override onReady() {
    /* @ts-expect-error */
    console.log(process.env.__SECRET_ENV__);
  }
}
