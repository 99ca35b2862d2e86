import { Node2D } from "nodegen";

export default class LongButFiniteLoop extends Node2D {
  override onUpdate(_dt: number) {
    let sum = 0;
    for (let n = 0; n < 20_000; n++) sum += Math.sqrt(n);
    this.x = sum % 100;
  }
}
