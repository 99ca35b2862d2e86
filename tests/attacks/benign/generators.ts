import { Node2D } from "nodegen";
function* spiral(): Generator<number> {
  for (let n = 0; ; n += 0.1) yield n;
}

export default class Generators extends Node2D {
  path = spiral();

  override onUpdate(_dt: number) {
    const at: number = this.path.next().value;
    this.x = Math.cos(at) * at;
  }
}
