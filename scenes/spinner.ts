// A sprite that spins: a golden star turning about its own centre, its speed on a slider.
import { property, Sprite2D, TAU, view } from "nodegen";

export default class Spinner extends Sprite2D {
  /** Turns a second; below zero it spins the other way. */
  @property({ range: [-4, 4], step: 0.05 }) speed = 0.5;

  texture = "star";
  width = 200;
  height = 200;
  position = view.center;

  onUpdate(dt: number) {
    this.rotation += this.speed * TAU * dt;
  }
}
