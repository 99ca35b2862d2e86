//! tries: to quote a file in a type error, by an import that leaves nothing behind
//! fires: secret-read
//! expected: rejected
//! layer: gate
import type { key } from "__SECRET_DIR__/key.ts";
import { Node2D } from "nodegen";

export default class ImportForTypes extends Node2D {
  kind: typeof key = "none";
}
