//! tries: to write a verdict on the output and leave
//! fires: forged-verdict
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class WriteVerdict extends Node2D {
  override onReady() {
    process.stdout.write('VERDICT {"ok":true,"digest":"forged"}\n');
    process.exit(0);
  }
}
