import { Node2D, property } from "nodegen";

export default class PropertiesToTune extends Node2D {
  @property({ range: [0, 10], step: 0.5 }) speed = 2;
  @property({ options: ["slow", "fast"] }) mode = "slow";
  changed = 0;

  override onPropertyChange() {
    this.changed++;
  }

  override onUpdate(dt: number) {
    this.rotation += this.speed * dt * (this.mode === "fast" ? 2 : 1);
  }
}
