//! tries: to be called while the harness turns its answer into JSON
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class JsonReplacer extends Node2D {
  note = {
    toJSON: (): string => {
      try {
        return (() => {}).constructor(
          "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
        )();
      } catch {
        return "nothing";
      }
    },
  };

  override onReady() {
    console.log(JSON.stringify(this.note));
  }
}
