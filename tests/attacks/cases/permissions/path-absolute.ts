//! tries: to name a file by its whole path
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class PathAbsolute extends Node2D {
  override onReady() {
    readText("__SECRET_FILE__").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
