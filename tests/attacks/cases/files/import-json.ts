//! tries: to import a file of the host as data
//! fires: secret-read
//! expected: rejected
//! layer: gate
import secret from "__SECRET_DIR__/key.json";
import { Node2D } from "nodegen";

export default class ImportJson extends Node2D {
  override onReady() {
    console.log(JSON.stringify(secret));
  }
}
