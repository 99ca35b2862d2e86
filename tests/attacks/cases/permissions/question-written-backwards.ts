//! tries: to have the question show another path by a bidirectional character
//! fires: terminal-escape
//! expected: contained
//! layer: host
//! grants: --allow-storage
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public/\u202etxt.exe"] };

export default class QuestionWrittenBackwards extends Node2D {
  override onReady() {
    readText("public/\u202etxt.exe").catch((error) => console.log(error instanceof Error));
  }
}
