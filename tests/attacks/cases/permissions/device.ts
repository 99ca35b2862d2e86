//! tries: to have the host read a device without end
//! fires: resource
//! expected: contained
//! layer: host
//! grants: --allow-read --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class Device extends Node2D {
  override onReady() {
    readText("public/root/dev/zero").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
