//! tries: to read what is granted to others and not asked for by itself
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class PathOfOthers extends Node2D {
  override onReady() {
    readText("private.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
