//! tries: to have another program print the environment
//! fires: secret-read
//! expected: rejected
//! layer: kernel
import { Node2D } from "nodegen";

export default class SpawnPrintenv extends Node2D {
  override onReady() {
    console.log(Bun.spawnSync(["/usr/bin/env"]).stdout.toString());
  }
}
