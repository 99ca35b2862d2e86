// An analog clock with a sweeping second hand, hour marks and a date line.
import { Circle, Label, Line, Node2D, property, Rect, TAU, Vec2, view } from "nodegen";

class Hand extends Line {
  constructor(length: number, width: number, color: string) {
    // Drawn upwards, so that a rotation of 0 points at twelve.
    super({ points: [new Vec2(0, length * 0.15), new Vec2(0, -length)], width, color });
  }
}

export default class Clock extends Node2D {
  /** 1 is real time; 3600 shows an hour a second. */
  @property({ range: [0, 3600], step: 1 }) speed = 1;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#22223b" }),
  );
  face = this.addChild(
    new Circle({ position: view.center, radius: 200, color: "#f2e9e4", outline: "#c9ada7", outlineWidth: 10 }),
  );
  hours = this.face.addChild(new Hand(105, 9, "#22223b"));
  minutes = this.face.addChild(new Hand(155, 6, "#4a4e69"));
  seconds = this.face.addChild(new Hand(170, 2, "#e63946"));
  cap = this.face.addChild(new Circle({ radius: 8, color: "#e63946" }));
  reading = this.addChild(new Label({ x: view.center.x, y: 510, fontSize: 22, color: "#c9ada7" }));
  /** Seconds since midnight; it starts at ten past ten. */
  time = 10 * 3600 + 10 * 60;

  onReady() {
    for (let hour = 0; hour < 12; hour++) {
      const out = Vec2.fromAngle((hour / 12) * TAU);
      const isQuarter = hour % 3 === 0;
      this.face.addChild(
        new Line({
          points: [out.mul(isQuarter ? 165 : 178), out.mul(190)],
          width: isQuarter ? 6 : 3,
          color: "#4a4e69",
        }),
      );
    }
  }

  onUpdate(dt: number) {
    this.time += dt * this.speed;
    this.seconds.rotation = (this.time / 60) * TAU;
    this.minutes.rotation = (this.time / 3600) * TAU;
    this.hours.rotation = (this.time / 43_200) * TAU;
    this.reading.text = this.read();
  }

  /** "10:10:00" */
  read(): string {
    const parts = [this.time / 3600, (this.time / 60) % 60, this.time % 60];
    return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
  }
}
