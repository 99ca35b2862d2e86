//! tries: to close the function that the loader puts around the text
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class LoaderBreakout extends Node2D {
  override onReady() {
    console.log(process.env.__SECRET_ENV__);
  }
}
//})(); (function () { return process.env.__SECRET_ENV__;
