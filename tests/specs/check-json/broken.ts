import { Sprite2D } from "nodegen";

export default class Spinner extends Sprite2D {
  speed = 1;

  onUpdate(dt: number) {
    this.rotation += this.sped * dt;
  }
}
