import { Node2D } from "nodegen";

export default class CarriesOverASwap extends Node2D {
  score = 1;

  override onUpdate(_dt: number) {
    this.score++;
    this.x = this.score;
  }

  override onSwap(previous: Readonly<Record<string, unknown>>) {
    if (typeof previous.score === "number") this.score = previous.score;
  }
}
