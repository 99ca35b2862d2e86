// A ship flies through a field of asteroids by itself, turns with the arrow keys, and shoots what comes near: areas report the hits.
import { Area2D, Circle, input, Label, Node2D, Polygon, property, random, Rect, TAU, Vec2, view, wrap } from "nodegen";

class Asteroid extends Polygon {
  velocity = Vec2.fromAngle(random.angle(), random.float(20, 70));
  spin = random.float(-1, 1);
  color = "#5b5f73";
  outline = "#a3a9c2";
  hitbox = new Area2D();

  onEnter() {
    const size = random.float(18, 40);
    this.points = Array.from({ length: 9 }, (_, i) => Vec2.fromAngle((i / 9) * TAU, size * random.float(0.75, 1.1)));
    this.hitbox.radius = size * 0.9;
    this.hitbox.addToGroup("asteroids");
    this.addChild(this.hitbox);
  }

  onUpdate(dt: number) {
    const next = this.position.add(this.velocity.mul(dt));
    this.position = new Vec2(wrap(next.x, -40, view.width + 40), wrap(next.y, -40, view.height + 40));
    this.rotation += this.spin * dt;
  }
}

class Shot extends Circle {
  radius = 3;
  color = "#ffe066";
  hitbox = this.addChild(new Area2D({ radius: 4, monitorable: false }));

  onReady() {
    this.after(1.2, () => this.queueFree());
  }

  onUpdate(dt: number) {
    this.translate(Vec2.fromAngle(this.rotation, 460 * dt));
  }
}

export default class AsteroidField extends Node2D {
  @property({ range: [3, 20], step: 1 }) asteroids = 9;
  @property({ range: [0.1, 1], step: 0.05 }) secondsBetweenShots = 0.25;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#0b0d17" }),
  );
  ship = this.addChild(
    new Polygon({
      position: view.center,
      points: [new Vec2(18, 0), new Vec2(-12, -11), new Vec2(-6, 0), new Vec2(-12, 11)],
      color: "#7bdff2",
    }),
  );
  score = this.addChild(new Label({ anchor: "top", y: 28, color: "#a3a9c2" }));
  hits = 0;
  reload = 0;

  onUpdate(dt: number) {
    while (this.nodesInGroup("asteroids").length < this.asteroids)
      this.addChild(new Asteroid({ position: new Vec2(random.pick([0, view.width]), random.float(0, view.height)) }));
    const turn = input.axis("ArrowLeft", "ArrowRight");
    this.ship.rotation += (turn === 0 ? 0.8 : 3 * turn) * dt;
    this.reload -= dt;
    if (this.reload <= 0) this.shoot();
    this.score.text = `hits: ${this.hits}`;
  }

  shoot() {
    this.reload = this.secondsBetweenShots;
    const shot = this.addChild(new Shot({ position: this.ship.position, rotation: this.ship.rotation }));
    shot.hitbox.areaEntered.connect((area) => {
      if (!area.isInGroup("asteroids")) return;
      this.hits++;
      area.parent?.queueFree();
      shot.queueFree();
    });
  }
}
