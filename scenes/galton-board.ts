// Balls fall through a board of pegs and are counted at the bottom: areas notice the bodies that come into them. A click drops ten more.
import {
  Area2D,
  type InputEvent,
  Label,
  Node2D,
  property,
  random,
  Rect,
  RigidBody2D,
  StaticBody2D,
  view,
} from "nodegen";

const BINS = 13;
const SPACE = 44;
const TOP = 120;
const FLOOR = 500;

class Bin extends Node2D {
  count = 0;
  bar = this.addChild(new Rect({ width: SPACE - 8, color: "#3d5a80", z: -1 }));
  label = this.addChild(new Label({ y: 18, fontSize: 14, color: "#e0fbfc", text: "0" }));
  sensor = this.addChild(new Area2D({ shape: "rect", y: -20, width: SPACE - 6, height: 30 }));

  onReady() {
    this.sensor.bodyEntered.connect((ball) => {
      this.count++;
      this.label.text = `${this.count}`;
      ball.queueFree();
    });
  }

  onUpdate(dt: number) {
    const height = Math.min(4 * this.count, 130);
    this.bar.height += (height - this.bar.height) * 6 * dt;
    this.bar.y = -this.bar.height / 2;
  }
}

export default class GaltonBoard extends Node2D {
  @property({ range: [0, 20], step: 1 }) ballsASecond = 6;
  @property({ range: [0, 0.9], step: 0.05 }) bounce = 0.45;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#14213d", z: -2 }),
  );
  owed = 0;

  onReady() {
    for (let row = 0; row < 8; row++) {
      const pegs = row % 2 === 0 ? BINS - 1 : BINS;
      for (let i = 0; i < pegs; i++) {
        const x = view.center.x + (i - (pegs - 1) / 2) * SPACE;
        this.addChild(new StaticBody2D({ shape: "circle", radius: 6, x, y: TOP + row * 32, color: "#98c1d9" }));
      }
    }
    for (let i = 0; i < BINS; i++)
      this.addChild(new Bin({ x: view.center.x + (i - (BINS - 1) / 2) * SPACE, y: FLOOR }));
    for (const side of [-1, 1])
      this.addChild(
        new StaticBody2D({
          x: view.center.x + (side * BINS * SPACE) / 2,
          y: 270,
          width: 8,
          height: 540,
          color: "#293241",
        }),
      );
  }

  onUpdate(dt: number) {
    this.owed += this.ballsASecond * dt;
    for (; this.owed >= 1; this.owed--) this.drop();
  }

  onInput(event: InputEvent) {
    if (event.type === "pointerDown") for (let i = 0; i < 10; i++) this.drop();
  }

  drop() {
    const color = `hsl(${random.int(10, 50)} 90% 62%)`;
    const ball = new RigidBody2D({ shape: "circle", radius: 8, y: 40 - random.float(0, 60), color });
    ball.x = view.center.x + random.float(-12, 12);
    ball.bounce = this.bounce;
    this.addChild(ball);
  }
}
