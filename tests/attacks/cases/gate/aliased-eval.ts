//! tries: to give eval another name first
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
const run = eval;

export default class AliasedEval extends Node2D {
  override onReady() {
    console.log(run("process.env.__SECRET_ENV__"));
  }
}
