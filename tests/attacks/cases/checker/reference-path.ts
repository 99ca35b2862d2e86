//! tries: to have the type checker read a file and quote it in its errors
//! fires: secret-read
//! expected: rejected
//! layer: gate
/// <reference path="__SECRET_DIR__/key.ts" />
import { Node2D } from "nodegen";

export default class ReferencePath extends Node2D {
  kind: typeof import("__SECRET_DIR__/key.ts").key = "none";
}
