import { Node2D } from "nodegen";

export default class AwaitsATween extends Node2D {
  override async onReady() {
    await this.tween({ x: 50 }, 0.1).done();
    this.y = 1;
  }
}
