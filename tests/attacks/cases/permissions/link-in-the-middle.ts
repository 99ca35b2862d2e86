//! tries: to pass through a link to a folder
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class LinkInTheMiddle extends Node2D {
  override onReady() {
    readText("public/up/private.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
