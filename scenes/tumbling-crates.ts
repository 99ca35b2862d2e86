// Crates and balls fall, bounce and tumble over ramps with real physics; a lift throws them up again and a click adds one.
import {
  AnimatableBody2D,
  type InputEvent,
  Node2D,
  physics,
  property,
  random,
  Rect,
  RigidBody2D,
  StaticBody2D,
  TAU,
  Vec2,
  view,
} from "nodegen";

export default class TumblingCrates extends Node2D {
  @property({ range: [-900, 1800], step: 50 }) gravity = 900;
  @property({ range: [5, 80], step: 1 }) bodies = 36;
  @property({ range: [0, 0.9], step: 0.05 }) bounce = 0.35;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#1b1f2a" }),
  );
  lift = this.addChild(new AnimatableBody2D({ x: 480, y: 500, width: 200, height: 18, color: "#f4a259" }));
  fallen: RigidBody2D[] = [];
  wait = 0;

  onReady() {
    this.wall(view.center.x, view.height - 8, view.width, 16, 0);
    this.wall(-8, view.center.y, 16, 2 * view.height, 0);
    this.wall(view.width + 8, view.center.y, 16, 2 * view.height, 0);
    this.wall(190, 210, 330, 14, TAU / 20);
    this.wall(770, 210, 330, 14, -TAU / 20);
  }

  onUpdate(dt: number) {
    physics.gravity = new Vec2(0, this.gravity);
    this.lift.position = new Vec2(480, 440 - 70 * Math.sin(this.sceneTime * 3));
    this.wait -= dt;
    if (this.wait <= 0) this.drop(new Vec2(random.float(60, view.width - 60), 20));
  }

  onInput(event: InputEvent) {
    if (event.type === "pointerDown") this.drop(event.position);
  }

  drop(position: Vec2) {
    this.wait = 0.2;
    const size = random.float(22, 46);
    const color = `hsl(${random.int(0, 359)} 60% 62%)`;
    const shape = random.pick(["rect", "circle", "polygon"] as const);
    const points = Array.from({ length: 6 }, (_, corner) => Vec2.fromAngle((corner / 6) * TAU, size / 2));
    const body = new RigidBody2D({ position, shape, points, color, radius: size / 2, width: size, height: size });
    body.bounce = this.bounce;
    body.rotation = random.angle();
    this.fallen.push(this.addChild(body));
    while (this.fallen.length > this.bodies) this.fallen.shift()?.queueFree();
  }

  wall(x: number, y: number, width: number, height: number, rotation: number) {
    this.addChild(new StaticBody2D({ x, y, width, height, rotation, color: "#5d6b82" }));
  }
}
