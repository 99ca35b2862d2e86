// A pulsing heart that beats and sends rings of light outwards.
import { Circle, Node2D, property, Rect, Sprite2D, view } from "nodegen";

export default class Pulse extends Node2D {
  @property({ range: [20, 160], step: 1 }) beatsPerMinute = 66;
  @property({ kind: "color" }) color = "#ff5d8f";

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#1a0f1f" }),
  );
  heart = this.addChild(new Sprite2D({ position: view.center, texture: "heart", width: 150, height: 150, z: 1 }));
  untilBeat = 0;

  onUpdate(dt: number) {
    this.untilBeat -= dt;
    if (this.untilBeat > 0) return;
    this.untilBeat += 60 / this.beatsPerMinute;
    this.beat();
  }

  beat() {
    this.heart.tween({ scale: 1.2 }, 0.08, "quadOut").to({ scale: 1 }, 0.25, "quadInOut");

    const ring = this.addChild(
      new Circle({ position: view.center, radius: 60, color: "transparent", outline: this.color, outlineWidth: 8 }),
    );
    ring.tween({ radius: 420, opacity: 0, outlineWidth: 1 }, 2.4, "cubicOut").call(() => ring.queueFree());
  }
}
