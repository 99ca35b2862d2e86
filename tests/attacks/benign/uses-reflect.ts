import { Node2D } from "nodegen";

export default class UsesReflect extends Node2D {
  override onReady() {
    const box = { a: 1, b: 2 };
    this.x = Reflect.ownKeys(box).length + (Reflect.get(box, "a") as number);
  }
}
