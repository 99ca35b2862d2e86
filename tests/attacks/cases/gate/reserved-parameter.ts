//! tries: to take the name under which the loader hands in the engine
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";
const nodegen$ = { process: process };

export default class ReservedParameter extends Node2D {
  override onReady() {
    console.log(nodegen$.process.env.__SECRET_ENV__);
  }
}
