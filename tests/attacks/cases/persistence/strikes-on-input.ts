//! tries: to act when a person touches the keyboard
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class StrikesOnInput extends Node2D {
  override onInput() {
    try {
      console.log(
        (() => {}).constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
      );
    } catch {
      // Not today.
    }
  }
}
