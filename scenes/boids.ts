// Boids: a flock of birds that keep together, keep apart and follow one another's heading.
import { Node2D, Polygon, property, random, Rect, Vec2, view, wrap } from "nodegen";

class Boid extends Polygon {
  velocity = Vec2.fromAngle(random.angle(), 120);
  points = [new Vec2(11, 0), new Vec2(-7, 6), new Vec2(-4, 0), new Vec2(-7, -6)];
  color = `hsl(${random.int(170, 220)} 80% 70%)`;
  position = random.point();
}

export default class Flock extends Node2D {
  @property({ range: [20, 140], step: 1 }) sight = 64;
  @property({ range: [0, 4], step: 0.1 }) separation = 1.6;
  @property({ range: [0, 4], step: 0.1 }) alignment = 1;
  @property({ range: [0, 4], step: 0.1 }) cohesion = 0.8;
  @property({ range: [40, 300], step: 5 }) speed = 150;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#0b1d2a" }),
  );
  boids = Array.from({ length: 110 }, () => this.addChild(new Boid()));

  onUpdate(dt: number) {
    const steers = this.boids.map((boid) => this.steer(boid));
    this.boids.forEach((boid, i) => {
      boid.velocity = boid.velocity.add(steers[i].mul(dt)).normalized().mul(this.speed);
      boid.translate(boid.velocity.mul(dt));
      boid.position = new Vec2(wrap(boid.x, -12, view.width + 12), wrap(boid.y, -12, view.height + 12));
      boid.rotation = boid.velocity.angle();
    });
  }

  /** The acceleration that a boid's neighbours ask of it. */
  steer(boid: Boid): Vec2 {
    let [apart, heading, middle] = [new Vec2(), new Vec2(), new Vec2()];
    let neighbours = 0;
    for (const other of this.boids) {
      const distance = boid.position.distanceTo(other.position);
      if (other === boid || distance > this.sight || distance === 0) continue;
      neighbours++;
      apart = apart.add(boid.position.sub(other.position).mul(1 / distance ** 2));
      heading = heading.add(other.velocity);
      middle = middle.add(other.position);
    }
    if (neighbours === 0) return Vec2.ZERO.clone();
    const towards = middle.mul(1 / neighbours).sub(boid.position);
    return apart
      .mul(3000 * this.separation)
      .add(heading.mul((2 * this.alignment) / neighbours))
      .add(towards.mul(6 * this.cohesion));
  }
}
