//! tries: to make a realm of its own, in which the host's globals are live
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class AnotherRealm extends Node2D {
  override onReady() {
    console.log(
      new (ShadowRealm as any)().evaluate("process.getBuiltinModule('fs').readFileSync('__SECRET_FILE__', 'latin1')"),
    );
  }
}
