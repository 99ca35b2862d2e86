//! tries: to hand the host's modules on to whoever imports this one
//! fires: secret-read
//! expected: rejected
//! layer: gate
export { env } from "node:process";
import { env } from "node:process";
import { Node2D } from "nodegen";

export default class ReExport extends Node2D {
  override onReady() {
    console.log(env.__SECRET_ENV__);
  }
}
