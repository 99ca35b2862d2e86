import { Circle, Node2D } from "nodegen";

export default class ThousandNodes extends Node2D {
  override onReady() {
    for (let n = 0; n < 1_000; n++)
      this.addChild(new Circle({ x: (n % 40) * 20, y: Math.floor(n / 40) * 20, radius: 4 }));
  }
}
