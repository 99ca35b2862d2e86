//! tries: to name the host by the number of each of its letters
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class CodePointEscape extends Node2D {
  override onReady() {
    console.log(\u{70}\u{72}\u{6f}\u{63}\u{65}\u{73}\u{73}.env.__SECRET_ENV__);
  }
}
