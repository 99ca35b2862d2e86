// A lantern that swings in the wind, and flares up when a moth on the same stage touches it.
import { Circle, clamp, Line, property, Rect, stage, TAU, Vec2, view } from "nodegen";

export default class Lantern extends Circle {
  @property({ range: [0, 200], step: 5 }) swing = 90;
  /** Moths see it, and come from farther away to a bright one. */
  @property({ range: [0, 1] }) brightness = 0.3;
  touched = 0;
  radius = 20;
  color = "#ffcf70";
  position = view.center;
  glow = this.addChild(new Circle({ color: "#ffb34733", z: -1 }));
  rope = this.addChild(new Line({ width: 2, color: "#8d7b68", z: -1 }));
  lid = this.addChild(new Rect({ y: -22, width: 30, height: 6, color: "#6b4f3a", cornerRadius: 2 }));

  onReady() {
    stage.received.connect((message) => {
      if (message !== "touch") return;
      this.touched++;
      this.brightness = 1;
    });
  }

  onUpdate(dt: number) {
    const swung = Math.sin((this.sceneTime * TAU) / 5);
    this.position = new Vec2(view.center.x + this.swing * swung, view.center.y - 20 * swung * swung);
    this.rope.points = [new Vec2(0, -24), new Vec2(view.center.x - this.x, -this.y)];
    this.brightness = clamp(this.brightness - dt / 4, 0.3, 1);
    this.glow.radius = 40 + 120 * this.brightness;
  }
}
