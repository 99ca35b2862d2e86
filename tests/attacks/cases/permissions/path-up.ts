//! tries: to climb out of the granted folder
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class PathUp extends Node2D {
  override onReady() {
    readText("public/../private.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
