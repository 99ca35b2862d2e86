//! tries: to have the host wait while it loads the module
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

const text = await Bun.file("__SECRET_FILE__").text();

export default class TopLevelAwait extends Node2D {
  override onReady() {
    console.log(text);
  }
}
