//! tries: to import a package that the host has installed
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { buildSync } from "__PRODUCT__/node_modules/esbuild";
import { Node2D } from "nodegen";

export default class ProductPackage extends Node2D {
  override onReady() {
    const built = buildSync({ entryPoints: ["__SECRET_DIR__/key.ts"], write: false });
    console.log(built.outputFiles[0]!.text);
  }
}
