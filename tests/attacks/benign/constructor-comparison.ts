import { Circle, Node2D, Rect } from "nodegen";

export default class ConstructorComparison extends Node2D {
  override onReady() {
    const shapes = [new Circle(), new Rect()].map((shape) => this.addChild(shape));
    this.x = shapes.filter((shape) => shape.constructor === Circle).length;
  }
}
