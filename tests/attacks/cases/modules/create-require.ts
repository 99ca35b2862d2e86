//! tries: to make the older way of loading where it is absent
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { createRequire } from "node:module";

import { Node2D } from "nodegen";

export default class CreateRequire extends Node2D {
  override onReady() {
    console.log(createRequire("/")("fs").readFileSync("__SECRET_FILE__", "latin1"));
  }
}
