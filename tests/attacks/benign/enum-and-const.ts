import { Node2D } from "nodegen";
enum Mood {
  calm = 1,
  wild = calm * 4,
}

export default class EnumAndConst extends Node2D {
  mood: Mood = Mood.wild;

  override onUpdate(_dt: number) {
    this.rotation += this.mood / 100;
  }
}
