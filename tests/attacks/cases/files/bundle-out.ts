//! tries: to have Bun's bundler write files
//! fires: file-touched
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class BundleOut extends Node2D {
  override async onReady() {
    await Bun.build({ entrypoints: ["__SECRET_DIR__/key.ts"], outdir: "__TOUCH_DIR__/out" });
  }
}
