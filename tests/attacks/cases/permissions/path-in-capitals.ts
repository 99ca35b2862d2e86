//! tries: to read a file whose name differs in capitals
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class PathInCapitals extends Node2D {
  override onReady() {
    readText("Public.txt").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
