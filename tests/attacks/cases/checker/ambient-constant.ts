//! tries: to declare the host as if somebody provided it
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
declare const process: { env: Record<string, string> };

export default class AmbientConstant extends Node2D {
  override onReady() {
    console.log(process.env.__SECRET_ENV__);
  }
}
