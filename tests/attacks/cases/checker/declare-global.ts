//! tries: to tell the type checker that the host is meant to be there
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
declare global {
  const process: { env: Record<string, string> };
}

export default class DeclareGlobal extends Node2D {
  override onReady() {
    console.log(process.env.__SECRET_ENV__);
  }
}
