//! tries: to load a module by the older way
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class Require extends Node2D {
  override onReady() {
    console.log(require("fs").readFileSync("__SECRET_FILE__", "latin1"));
  }
}
