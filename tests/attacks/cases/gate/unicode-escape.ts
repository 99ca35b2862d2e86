//! tries: to name the host with an escape in the middle of the word
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class UnicodeEscape extends Node2D {
  override onReady() {
    console.log(pro\u0063ess.env.__SECRET_ENV__);
  }
}
