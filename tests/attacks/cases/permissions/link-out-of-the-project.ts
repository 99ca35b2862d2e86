//! tries: to follow a link out of the project
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class LinkOutOfTheProject extends Node2D {
  override onReady() {
    readText("public/link.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
