import { Circle, Node2D } from "nodegen";

export default class SpawnsAndFrees extends Node2D {
  override onUpdate(_dt: number) {
    const spark = this.addChild(new Circle({ radius: 2 }));
    spark.after(0.05, () => spark.queueFree());
  }
}
