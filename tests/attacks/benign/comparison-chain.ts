import { Node2D } from "nodegen";

export default class ComparisonChain extends Node2D {
  override onUpdate(_dt: number) {
    const a = 1,
      b = 2,
      c = this.sceneTime;
    this.visible = a < b && c > -1 && a < -b === false;
  }
}
