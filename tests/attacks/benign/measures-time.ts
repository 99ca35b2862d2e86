import { Node2D } from "nodegen";

export default class MeasuresTime extends Node2D {
  started = 0;

  override onReady() {
    this.started = performance.now();
  }

  override onUpdate(_dt: number) {
    this.x = performance.now() - this.started;
  }
}
