//! tries: to climb out from a folder below
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class PathUpFromBelow extends Node2D {
  override onReady() {
    readText("public/inner/./..//../private.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
