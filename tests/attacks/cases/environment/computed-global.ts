//! tries: to reach the environment by a name that is put together at run time
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ComputedGlobal extends Node2D {
  override onReady() {
    const host = (globalThis as any)["pro" + "cess"];
    console.log(host["e" + "nv"].__SECRET_ENV__);
  }
}
