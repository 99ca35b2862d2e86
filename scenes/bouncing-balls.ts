// Bouncing balls under gravity: they squash on the floor, and a click throws in another one.
import { Circle, type InputEvent, Node2D, property, random, Rect, Vec2, type Vec2Like, view } from "nodegen";

const COLORS = ["#ef476f", "#ffd166", "#06d6a0", "#118ab2", "#9b5de5"];

class Ball extends Circle {
  velocity = new Vec2(random.float(-220, 220), random.float(-200, 60));

  constructor(at: Vec2Like) {
    super({ position: at, radius: random.float(14, 34), color: random.pick(COLORS) });
  }

  move(dt: number, gravity: number, bounce: number) {
    this.velocity.y += gravity * dt;
    this.translate(this.velocity.mul(dt));

    const floor = view.height - this.radius;
    if (this.y > floor) {
      this.y = floor;
      // Slow landings stay round, or a resting ball would shiver for ever.
      if (this.velocity.y > 120) this.squash();
      this.velocity.y *= -bounce;
    }
    const right = view.width - this.radius;
    if (this.x < this.radius || this.x > right) {
      this.x = Math.max(this.radius, Math.min(right, this.x));
      this.velocity.x *= -bounce;
    }
  }

  squash() {
    this.tween({ "scale.x": 1.25, "scale.y": 0.75 }, 0.05).to({ scale: 1 }, 0.3, "backOut");
  }
}

export default class BouncingBalls extends Node2D {
  @property({ range: [0, 2000], step: 10 }) gravity = 900;
  @property({ range: [0, 1], step: 0.01 }) bounce = 0.86;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#14213d" }),
  );
  balls: Ball[] = [];

  onReady() {
    for (let i = 0; i < 14; i++) this.throwIn(new Vec2(random.float(60, view.width - 60), random.float(40, 260)));
  }

  onInput(event: InputEvent) {
    if (event.type === "pointerDown") this.throwIn(event.position);
  }

  onUpdate(dt: number) {
    for (const ball of this.balls) ball.move(dt, this.gravity, this.bounce);
  }

  throwIn(at: Vec2Like) {
    this.balls.push(this.addChild(new Ball(at)));
    if (this.balls.length > 60) this.balls.shift()?.queueFree();
  }
}
