//! tries: to import a module of the runtime while it runs
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class ImportBuiltin extends Node2D {
  override async onReady() {
    const { readFileSync } = await import("node:fs");
    console.log(readFileSync("__SECRET_FILE__", "utf8"));
  }
}
