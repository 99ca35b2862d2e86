import { Node2D } from "nodegen";

export default class ThenAsAField extends Node2D {
  then = 5;

  override onUpdate(_dt: number) {
    this.x += this.then;
  }
}
