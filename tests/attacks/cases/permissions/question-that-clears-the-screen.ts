//! tries: to have the question drive the terminal
//! fires: terminal-escape
//! expected: contained
//! layer: host
//! grants: --allow-storage
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public"] };

export default class QuestionThatClearsTheScreen extends Node2D {
  override onReady() {
    readText("public/\u001b[2Jallowed").catch((error) => console.log(error instanceof Error));
  }
}
