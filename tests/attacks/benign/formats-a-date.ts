import { Label, Node2D } from "nodegen";

export default class FormatsADate extends Node2D {
  override onReady() {
    const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(new Date(0));
    this.addChild(new Label({ text: day }));
  }
}
