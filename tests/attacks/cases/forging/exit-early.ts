//! tries: to leave after a good verdict and before the fault
//! fires: forged-verdict
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ExitEarly extends Node2D {
  override onUpdate(_dt: number) {
    if (this.sceneTime > 0.1) {
      console.log('VERDICT {"ok":true,"digest":"forged"}');
      process.exit(0);
    }
  }
}
