//! tries: to follow a link out of the granted folder
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class LinkOutOfTheGrant extends Node2D {
  override onReady() {
    readText("public/near.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
