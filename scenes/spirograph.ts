// A spirograph that draws itself: the pen's curve grows line by line and the finished figure turns slowly.
import { Drawing, mixColor, type Pen, property, TAU, Vec2, view } from "nodegen";

export default class Spirograph extends Drawing {
  @property({ range: [3, 40], step: 1 }) teeth = 17;
  @property({ range: [0.1, 0.95], step: 0.01 }) arm = 0.7;
  @property({ range: [10, 400], step: 10 }) stepsPerSecond = 160;

  position = view.center;
  size = 220;
  drawn = 0;

  onUpdate(dt: number) {
    this.rotation += 0.1 * dt;
    if (this.drawn >= this.steps) return;
    this.drawn = Math.min(this.drawn + this.stepsPerSecond * dt, this.steps);
    this.redraw();
  }

  onPropertyChange(name: string) {
    if (name !== "stepsPerSecond") this.drawn = 0;
    this.redraw();
  }

  onDraw(pen: Pen) {
    pen.fill("#151022");
    pen.stroke("#3a2f5c", 3);
    pen.circle(0, 0, this.size + 14);
    for (let step = 0; step + 1 < this.drawn; step += 24) {
      const part = Array.from({ length: Math.min(25, this.drawn - step) }, (_, index) => this.point(step + index));
      pen.stroke(mixColor("#ff5d8f", "#4cc9f0", step / this.steps), 1.5);
      pen.polyline(part);
    }
    const tip = this.point(this.drawn);
    pen.stroke("transparent");
    pen.fill("white");
    pen.circle(tip.x, tip.y, 4);
  }

  get steps() {
    return this.teeth * 60;
  }

  point(step: number): Vec2 {
    const angle = (step / 60) * TAU;
    const wheel = this.size / (1 + this.arm);
    return Vec2.fromAngle(angle / this.teeth, wheel).add(Vec2.fromAngle(-angle, wheel * this.arm));
  }
}
