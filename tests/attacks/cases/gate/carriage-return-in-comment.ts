//! tries: to end a comment with half of a line break
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class CarriageReturnInComment extends Node2D {
  override onReady() {
    // nothing to see hereconsole.log(process.env.__SECRET_ENV__);
  }
}
