//! tries: to have the bundler run a function while it reads the text
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { readFileSync } from "node:fs" with { type: "macro" };

import { Node2D } from "nodegen";

export default class Macro extends Node2D {
  override onReady() {
    console.log(readFileSync("__SECRET_FILE__", "latin1"));
  }
}
