//! tries: to read a folder whose name begins like the granted one
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class PathByPrefix extends Node2D {
  override onReady() {
    readText("public-not/private.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
