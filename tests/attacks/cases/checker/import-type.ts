//! tries: to quote the keys of a file in a type error, by an import type
//! fires: secret-read
//! expected: rejected
//! layer: gate
import { Node2D } from "nodegen";

const leak: keyof typeof import("__SECRET_DIR__/key.json") = "none";

export default class ImportType extends Node2D {
  kind: typeof import("__SECRET_DIR__/key.ts").key = leak;
}
