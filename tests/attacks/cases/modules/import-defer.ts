//! tries: to import in a phase that patterns do not know
//! fires: secret-read
//! expected: rejected
//! layer: gate
import defer * as host from "node:process";

import { Node2D } from "nodegen";

export default class ImportDefer extends Node2D {
  override onReady() {
    console.log(host.env.__SECRET_ENV__);
  }
}
