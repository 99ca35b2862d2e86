import { Node2D } from "nodegen";

export default class RegularExpressions extends Node2D {
  override onReady() {
    const found = [..."a1b22c333".matchAll(/([a-z])(\d+)/g)].map((match) => Number(match[2]));
    this.x = found.length;
  }
}
