//! tries: to read the environment through Bun's own copy of it
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class BunEnv extends Node2D {
  override onReady() {
    console.log(Bun.env["__SECRET_ENV__"]);
  }
}
