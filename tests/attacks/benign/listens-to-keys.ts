import { input, type InputEvent, Node2D } from "nodegen";

export default class ListensToKeys extends Node2D {
  override onInput(event: InputEvent) {
    if (event.type === "keyDown") this.x += 5;
  }

  override onUpdate(_dt: number) {
    this.y += input.axis("ArrowUp", "ArrowDown");
  }
}
