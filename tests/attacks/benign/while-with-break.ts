import { Node2D } from "nodegen";

export default class WhileWithBreak extends Node2D {
  override onUpdate(_dt: number) {
    let steps = 0;
    while (true) if (++steps > 100) break;
    this.y = steps;
  }
}
