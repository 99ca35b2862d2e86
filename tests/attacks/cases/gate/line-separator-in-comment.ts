//! tries: to end a comment with a line break that editors do not show
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class LineSeparatorInComment extends Node2D {
  override onReady() {
    // nothing to see here console.log(process.env.__SECRET_ENV__);
  }
}
