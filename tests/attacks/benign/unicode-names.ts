import { Node2D } from "nodegen";

export default class UnicodeNames extends Node2D {
  größe = 3;
  наклон = 0.1;

  override onUpdate(_dt: number) {
    this.rotation += this.наклон * this.größe;
  }
}
