// Easing curves side by side: each dot makes the same journey in its own manner, over and over.
import { Circle, type Easing, Label, Line, Node2D, property, Rect, Vec2, view } from "nodegen";

const EASINGS: Easing[] = [
  "linear",
  "sineInOut",
  "quadOut",
  "cubicIn",
  "cubicOut",
  "cubicInOut",
  "backIn",
  "backOut",
  "backInOut",
  "elasticOut",
  "bounceOut",
];
const [LEFT, RIGHT, TOP, GAP] = [210, 880, 50, 44];

export default class EasingShow extends Node2D {
  @property({ range: [0.4, 4], step: 0.1 }) seconds = 1.8;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#191923" }),
  );
  dots = EASINGS.map((easing, row) => this.lane(easing, TOP + row * GAP, `hsl(${row * 30} 85% 65%)`));

  onReady() {
    this.race();
  }

  lane(easing: Easing, y: number, color: string): Circle {
    this.addChild(new Label({ x: 170, y, text: easing, align: "right", fontSize: 18, color: "#ffffff99" }));
    this.addChild(new Line({ points: [new Vec2(LEFT, y), new Vec2(RIGHT, y)], width: 1, color: "#ffffff22" }));
    return this.addChild(new Circle({ x: LEFT, y, radius: 12, color }));
  }

  /** There and back for every dot; the first to finish starts the next race. */
  race() {
    this.dots.forEach((dot, row) => {
      const journey = dot
        .tween({ x: RIGHT, radius: 16 }, this.seconds, EASINGS[row])
        .wait(0.4)
        .to({ x: LEFT, radius: 12 }, this.seconds, EASINGS[row])
        .wait(0.4);
      if (row === 0) journey.call(() => this.race());
    });
  }
}
