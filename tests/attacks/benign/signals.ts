import { Node2D, Signal } from "nodegen";

export default class Signals extends Node2D {
  readonly hit = new Signal<[amount: number]>();
  health = 10;

  override onReady() {
    this.hit.connect((amount) => (this.health -= amount), { owner: this });
  }

  override onUpdate(_dt: number) {
    this.hit.emit(0.1);
    this.x = this.health;
  }
}
