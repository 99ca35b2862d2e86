//! tries: to hold the host by a pipe that nobody writes to
//! fires: resource
//! expected: contained
//! layer: host
//! grants: --allow-read=public --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class Pipe extends Node2D {
  override onReady() {
    readText("public/pipe").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
