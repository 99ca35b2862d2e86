import { Node2D } from "nodegen";

export default class RandomWalk extends Node2D {
  override onUpdate(_dt: number) {
    this.x += Math.random() * 2 - 1;
    this.y += Math.random() * 2 - 1;
  }
}
