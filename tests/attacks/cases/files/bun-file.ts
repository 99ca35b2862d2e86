//! tries: to read a file of the host through a lazy handle
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class BunFile extends Node2D {
  override async onReady() {
    console.log(await Bun.file("__SECRET_FILE__").text());
  }
}
