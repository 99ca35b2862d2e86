// A little train with its wagons follows a winding track that closes on itself.
import { Circle, Node2D, Path2D, PathFollow2D, property, Rect, Vec2, view } from "nodegen";

export default class TrainTrack extends Node2D {
  @property({ range: [0, 300], step: 5 }) speed = 120;
  @property({ range: [1, 8], step: 1 }) wagons = 4;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#31572c" }),
  );
  track = this.addChild(
    new Path2D({
      closed: true,
      color: "#d9c9a5",
      width: 10,
      points: [
        new Vec2(140, 120),
        new Vec2(420, 90),
        new Vec2(520, 250),
        new Vec2(780, 120),
        new Vec2(850, 400),
        new Vec2(560, 440),
        new Vec2(360, 330),
        new Vec2(150, 440),
      ],
    }),
  );
  train: PathFollow2D[] = [];
  distance = 0;

  onReady() {
    for (const at of this.track.points) this.addChild(new Circle({ position: at, radius: 5, color: "#90a955" }));
    this.couple();
  }

  onPropertyChange(name: string) {
    if (name === "wagons") this.couple();
  }

  onUpdate(dt: number) {
    this.distance += this.speed * dt;
    for (const [index, car] of this.train.entries()) car.progress = this.distance - index * 46 + this.track.length;
  }

  couple() {
    for (const car of this.train) car.queueFree();
    this.train = Array.from({ length: this.wagons + 1 }, (_, index) => {
      const car = this.track.addChild(new PathFollow2D());
      car.addChild(
        new Rect({
          width: index === 0 ? 44 : 38,
          height: 22,
          cornerRadius: 6,
          color: index === 0 ? "#bc4749" : "#386fa4",
          outline: "#22223b",
        }),
      );
      return car;
    });
  }
}
