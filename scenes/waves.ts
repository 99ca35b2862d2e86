// Layers of ocean waves roll under a rising moon, with a little boat riding the foremost one.
import { Circle, Node2D, Polygon, property, Rect, Sprite2D, Vec2, view } from "nodegen";

class Wave extends Polygon {
  constructor(
    readonly level: number,
    readonly drift: number,
    color: string,
  ) {
    super({ color, z: level });
  }

  /** The water's height at `x`, in scene pixels from the top. */
  surface(x: number, time: number, swell: number): number {
    const long = Math.sin(x * 0.008 + time * this.drift);
    const short = Math.sin(x * 0.021 - time * this.drift * 1.7);
    return this.level + (long * 0.75 + short * 0.25) * swell;
  }

  roll(time: number, swell: number) {
    const points = [new Vec2(view.width, view.height), new Vec2(0, view.height)];
    for (let x = 0; x <= view.width; x += 16) points.push(new Vec2(x, this.surface(x, time, swell)));
    this.points = points;
  }
}

export default class Ocean extends Node2D {
  @property({ range: [0, 60], step: 1 }) swell = 22;
  @property({ range: [0, 3], step: 0.05 }) speed = 1;

  sky = this.addChild(new Rect({ position: view.center, width: view.width, height: view.height, color: "#1b1f4b" }));
  moon = this.addChild(
    new Circle({ x: 700, y: 230, radius: 60, color: "#fdf3d0", outline: "#fdf3d022", outlineWidth: 30 }),
  );
  waves = [
    this.addChild(new Wave(270, 0.5, "#27408b")),
    this.addChild(new Wave(330, 0.8, "#1d4e89")),
    this.addChild(new Wave(400, 1.2, "#136f8a")),
  ];
  boat = this.addChild(new Sprite2D({ texture: "⛵", x: 320, width: 90, height: 90, z: 399 }));
  time = 0;

  onReady() {
    this.moon.tween({ y: 110 }, 20, "sineOut");
  }

  onUpdate(dt: number) {
    this.time += dt * this.speed;
    for (const wave of this.waves) wave.roll(this.time, this.swell);

    const front = this.waves[2];
    const height = (x: number) => front.surface(x, this.time, this.swell);
    this.boat.y = height(this.boat.x) - 32;
    this.boat.rotation = Math.atan2(height(this.boat.x + 30) - height(this.boat.x - 30), 60);
  }
}
