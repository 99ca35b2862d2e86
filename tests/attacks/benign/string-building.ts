import { Node2D } from "nodegen";

export default class StringBuilding extends Node2D {
  override onReady() {
    let text = "";
    for (let n = 0; n < 1_000; n++) text += String.fromCharCode(97 + (n % 26));
    this.name = text.slice(0, 12);
  }
}
