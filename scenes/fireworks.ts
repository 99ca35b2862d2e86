// Fireworks over a dark hill: rockets rise with a trail of sparks and burst into hundreds of glowing particles.
import { Node2D, Particles2D, Polygon, property, random, Rect, TAU, Vec2, view } from "nodegen";

class Rocket extends Particles2D {
  color = `hsl(${random.int(0, 359)} 90% 65%)`;
  velocity = new Vec2(random.float(-60, 60), random.float(-460, -380));

  rate = 90;
  lifetime = 0.5;
  speed = 40;
  direction = TAU / 4;
  spread = 1;
  startSize = 3;
  startColor = "#ffd9a0";

  onUpdate(dt: number) {
    if (!this.emitting) return;
    this.velocity = this.velocity.add({ x: 0, y: 260 * dt });
    this.translate(this.velocity.mul(dt));
    if (this.velocity.y > -40) this.explode();
  }

  explode() {
    this.emitting = false;
    this.lifetime = 1.8;
    this.speed = 230;
    this.spread = TAU;
    this.gravity = 90;
    this.drag = 1.2;
    this.startSize = 5;
    this.startColor = this.color;
    this.burst(350);
    this.after(2, () => this.queueFree());
  }
}

export default class Fireworks extends Node2D {
  @property({ range: [0.2, 3], step: 0.1 }) secondsBetweenRockets = 0.7;

  sky = this.addChild(new Rect({ position: view.center, width: view.width, height: view.height, color: "#0a0c1c" }));
  hill = this.addChild(
    new Polygon({
      color: "#05060d",
      points: [
        new Vec2(0, 540),
        new Vec2(0, 470),
        new Vec2(300, 420),
        new Vec2(620, 480),
        new Vec2(960, 430),
        new Vec2(960, 540),
      ],
    }),
  );
  wait = 0;

  onUpdate(dt: number) {
    this.wait -= dt;
    if (this.wait > 0) return;
    this.wait = this.secondsBetweenRockets;
    this.addChild(new Rocket({ x: random.float(200, view.width - 200), y: view.height - 80 }));
  }
}
