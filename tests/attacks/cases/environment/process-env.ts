//! tries: to read a secret from the environment and log it
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ProcessEnv extends Node2D {
  override onReady() {
    console.log(process.env.__SECRET_ENV__);
  }
}
