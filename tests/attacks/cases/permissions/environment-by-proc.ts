//! tries: to read the host's environment through a link to its own process
//! fires: secret-read
//! expected: contained
//! layer: host
//! grants: --allow-read --no-prompt
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class EnvironmentByProc extends Node2D {
  override onReady() {
    readText("public/root/proc/self/environ").then(
      (text) => console.log(text),
      (error) => console.log(String(error)),
    );
  }
}
