//! tries: to read what is denied through a link
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --deny-read=private.txt --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class DeniedThroughALink extends Node2D {
  override onReady() {
    readText("public/near.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
