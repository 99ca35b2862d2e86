import { Sprite2D } from "nodegen";

export default class Half extends Sprite2D {
  onUpdate(dt: number) {
    this.rotation += dt
