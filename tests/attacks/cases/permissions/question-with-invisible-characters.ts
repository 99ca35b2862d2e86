//! tries: to have the question show a path that is another
//! fires: terminal-escape
//! expected: contained
//! layer: host
//! grants: --allow-storage
import { Node2D, readText } from "nodegen";

export const permissions = { read: ["public/\u200bhello.txt\u2066"] };

export default class QuestionWithInvisibleCharacters extends Node2D {
  override onReady() {
    readText("public/\u200bhello.txt\u2066").catch((error) => console.log(error instanceof Error));
  }
}
