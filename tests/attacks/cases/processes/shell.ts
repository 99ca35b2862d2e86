//! tries: to run a line of Bun's shell
//! fires: child-process
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class Shell extends Node2D {
  override onReady() {
    void Bun.$`touch __TOUCH_DIR__/ran`.then(() => {});
  }
}
