//! tries: to import the host's own powers by their path
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { readSource } from "__PRODUCT__/src/cli/powers/sources.ts";
import { Node2D } from "nodegen";

export default class ProductSource extends Node2D {
  override async onReady() {
    console.log(JSON.stringify(await readSource("__SECRET_FILE__")));
  }
}
