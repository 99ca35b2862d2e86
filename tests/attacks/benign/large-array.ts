import { Node2D } from "nodegen";

export default class LargeArray extends Node2D {
  field = new Float32Array(100_000);

  override onUpdate(_dt: number) {
    for (let n = 0; n < this.field.length; n += 10) this.field[n] = this.sceneTime;
    this.x = this.field[10]!;
  }
}
