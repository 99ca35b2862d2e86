import { Label, Node2D } from "nodegen";

export default class ClockFace extends Node2D {
  face = this.addChild(new Label());

  override onUpdate(_dt: number) {
    this.face.text = new Date().toISOString().slice(11, 19);
  }
}
