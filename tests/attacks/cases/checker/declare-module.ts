//! tries: to tell the type checker what another module has
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
declare module "node:process" {
  const env: Record<string, string>;
}
import { env } from "node:process";

export default class DeclareModule extends Node2D {
  override onReady() {
    console.log(env.__SECRET_ENV__);
  }
}
