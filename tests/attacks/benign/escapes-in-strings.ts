import { Node2D } from "nodegen";

export default class EscapesInStrings extends Node2D {
  override onReady() {
    this.name = "tab\tand \u0041 and \x42".replace(/\s+/g, " ");
  }
}
