import { Node2D } from "nodegen";

export default class LogsALittle extends Node2D {
  override onUpdate(_dt: number) {
    if (this.sceneTime < 0.1) console.log("at", this.sceneTime, { x: this.x }, [1, 2, 3]);
    this.x++;
  }
}
