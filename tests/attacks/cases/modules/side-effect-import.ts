//! tries: to import a file only for what it does
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
import "__SECRET_DIR__/key.ts";
import { key } from "__SECRET_DIR__/key";

export default class SideEffectImport extends Node2D {
  override onReady() {
    console.log(key);
  }
}
