// A moth that flutters about, and comes to the light of a lantern that is on the same stage.
import { Node2D, noise, Polygon, property, random, stage, Vec2 } from "nodegen";

const wing = [new Vec2(0, 0), new Vec2(20, -16), new Vec2(26, 2), new Vec2(10, 12)];

export default class Moth extends Node2D {
  @property({ range: [20, 300], step: 5 }) speed = 140;
  position = random.point();
  velocity = new Vec2();
  /** Seconds until it may touch again. */
  rests = 0;
  right = this.addChild(new Polygon({ name: "Right", points: wing, color: "#d8c7b0" }));
  left = this.addChild(new Polygon({ name: "Left", points: wing, color: "#c4b199", scale: new Vec2(-1, 1) }));

  onUpdate(dt: number) {
    this.rests -= dt;
    const time = this.sceneTime;
    const wish = new Vec2(noise(time, 3.5), noise(time, 8.5)).mul(2);
    const lantern = stage.others.find(({ name }) => name === "Lantern");
    if (lantern !== undefined && this.rests <= 0) {
      const way = lantern.position.sub(this.position);
      const brightness = Number(lantern.properties["brightness"]);
      if (way.length() < 300 + 500 * brightness) wish.set(wish.x + way.normalized().x, wish.y + way.normalized().y);
      if (way.length() < 24) {
        stage.send(lantern, "touch");
        this.rests = 2;
      }
    }
    this.velocity = this.velocity.lerp(wish.limit(1).mul(this.speed), 2 * dt);
    this.translate(this.velocity.mul(dt));
    const flap = 0.55 + 0.45 * Math.sin(40 * time);
    this.right.scale = new Vec2(flap, 1);
    this.left.scale = new Vec2(-flap, 1);
  }
}
