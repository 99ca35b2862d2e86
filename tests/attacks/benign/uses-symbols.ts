import { Node2D } from "nodegen";
const hidden = Symbol("hidden");

export default class UsesSymbols extends Node2D {
  [hidden] = 4;

  override onReady() {
    this.x = this[hidden];
  }
}
