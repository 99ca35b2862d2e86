//! tries: to take the realm of the simulated clock
//! fires: secret-read
//! expected: contained
//! layer: realm
import { Node2D } from "nodegen";

export default class ClockFunction extends Node2D {
  override onReady() {
    for (const given of [performance.now, Date.now, Date, Math.random, Intl.DateTimeFormat])
      try {
        console.log(
          given.constructor("return process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')")(),
        );
      } catch {
        console.log("nothing");
      }
  }
}
