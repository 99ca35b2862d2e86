//! tries: to write a file through Bun's own way
//! fires: file-touched
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class BunWrite extends Node2D {
  override onReady() {
    void Bun.write("__TOUCH_DIR__/new.txt", "here");
  }
}
