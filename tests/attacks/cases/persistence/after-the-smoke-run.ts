//! tries: to behave while it is tested, and act when it is live
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class AfterTheSmokeRun extends Node2D {
  override onUpdate() {
    this.x += 1;
    if (this.sceneTime < 0.17) return;
    try {
      const read = (() => {}).constructor(
        "return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')",
      );
      console.log(read());
    } catch {
      // Not today.
    }
  }
}
