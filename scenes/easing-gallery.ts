// A gallery of easing curves: one ball for each family runs up and down its lane, with the name below.
import { Circle, type Easing, Label, Line, Node2D, property, Rect, view } from "nodegen";

const families = ["sine", "quad", "cubic", "quart", "quint", "expo", "circ", "back", "elastic", "bounce"] as const;

export default class EasingGallery extends Node2D {
  @property({ options: ["In", "Out", "InOut"] }) direction: "In" | "Out" | "InOut" = "InOut";
  @property({ range: [0.5, 4], step: 0.1 }) seconds = 1.5;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#14172b" }),
  );
  balls: Circle[] = [];

  onReady() {
    const step = view.width / (families.length + 1);
    for (const [index, family] of families.entries()) {
      const x = step * (index + 1);
      this.addChild(
        new Line({
          points: [
            { x, y: 110 },
            { x, y: view.height - 110 },
          ],
          color: "#2c3157",
        }),
      );
      this.addChild(new Label({ text: family, x, y: view.height - 40, fontSize: 16, color: "#9aa3d6" }));
      const color = `hsl(${Math.round((index / families.length) * 360)} 80% 65%)`;
      this.balls.push(this.addChild(new Circle({ x, y: view.height - 110, radius: 14, color })));
    }
    this.run();
  }

  run() {
    for (const [index, ball] of this.balls.entries()) {
      const easing: Easing = `${families[index] ?? "sine"}${this.direction}`;
      ball
        .tween({ y: 110 }, this.seconds, easing)
        .wait(0.2)
        .to({ y: view.height - 110 }, this.seconds, easing);
    }
    this.after(2 * this.seconds + 0.4, () => this.run());
  }
}
