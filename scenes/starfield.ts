// Flying through a field of stars that rush past and leave streaks; the pointer steers.
import { input, Line, Node2D, property, random, Rect, Vec2, view } from "nodegen";

const DEPTH = 900;

class Star extends Line {
  place = new Vec2(random.float(-700, 700), random.float(-450, 450));
  depth = random.float(40, DEPTH);
  color = random.pick(["#ffffff", "#cde7ff", "#ffe9c9"]);

  /** Seen from `eye`: the farther away, the nearer to the middle. */
  seen(depth: number, eye: Vec2): Vec2 {
    return this.place.sub(eye).mul(320 / depth);
  }

  fly(distance: number, streak: number, eye: Vec2) {
    this.depth -= distance;
    if (this.depth < 10) this.depth += DEPTH - 10;
    const nearness = 1 - this.depth / DEPTH;
    this.points = [this.seen(this.depth, eye), this.seen(this.depth + streak, eye)];
    this.width = 0.5 + nearness * 3;
    this.opacity = Math.min(1, nearness * 1.6);
  }
}

export default class Starfield extends Node2D {
  @property({ range: [10, 1200], step: 10 }) speed = 260;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#05060f" }),
  );
  sky = this.addChild(new Node2D({ position: view.center }));
  stars = Array.from({ length: 260 }, () => this.sky.addChild(new Star()));
  eye = new Vec2();

  onUpdate(dt: number) {
    const aim = input.pointerDown ? input.pointer.sub(view.center).mul(0.4) : Vec2.ZERO;
    this.eye = this.eye.lerp(aim, 0.04);
    this.sky.rotation = Math.sin(this.sceneTime * 0.1) * 0.3;
    for (const star of this.stars) star.fly(this.speed * dt, this.speed * 0.06, this.eye);
  }
}
