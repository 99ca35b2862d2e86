import { Sprite2D } from "nodegen";

export default class Endless extends Sprite2D {
  onUpdate(dt: number) {
    this.rotation += dt;
    while (this.rotation > 0.05) this.x += 1;
  }
}
