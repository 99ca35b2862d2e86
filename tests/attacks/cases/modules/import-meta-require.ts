//! tries: to load a module through the module's own metadata
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ImportMetaRequire extends Node2D {
  override onReady() {
    console.log((import.meta as any).require("fs").readFileSync("__SECRET_FILE__", "latin1"));
  }
}
