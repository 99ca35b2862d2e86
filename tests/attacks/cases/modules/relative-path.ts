//! tries: to import a neighbour by a path that climbs out
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

export default class RelativePath extends Node2D {
  override onReady() {
    void import("../".repeat(20) + "__SECRET_DIR__/key.ts").then(({ key }) => console.log(key));
  }
}
