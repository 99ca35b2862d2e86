// A guest book under a night sky: each click leaves a star, and the stars of earlier visits are still there.
import {
  Circle,
  type InputEvent,
  Label,
  Node2D,
  NotCapable,
  permissions as granted,
  random,
  Rect,
  Sprite2D,
  storage,
  type Vec2Like,
  view,
} from "nodegen";

export const permissions = { storage: true };

const MOST = 200;

class Mark extends Sprite2D {
  texture = "star";

  constructor(at: Vec2Like) {
    const size = 10 + ((at.x * 7 + at.y * 13) % 14);
    super({ position: at, width: size, height: size });
  }

  onReady() {
    const seconds = random.float(0.8, 2);
    this.tween({ opacity: 0.35 }, seconds, "sineInOut").to({ opacity: 1 }, seconds, "sineInOut").repeat();
  }
}

export default class GuestBook extends Node2D {
  sky = this.addChild(new Rect({ position: view.center, width: view.width, height: view.height, color: "#0b1026" }));
  moon = this.addChild(new Circle({ x: -60, y: 110, radius: 38, color: "#f4f1de" }));
  note = this.addChild(new Label({ anchor: "bottom", y: -30, fontSize: 18, color: "#c9d6e8", text: "Click to sign." }));
  marks: { x: number; y: number }[] = [];

  async onReady() {
    granted.changed.connect(() => this.open(), { owner: this });
    // What was asked about is told when it changes.
    await granted.query("storage");
    await this.open();
  }

  onUpdate(dt: number) {
    this.moon.x = this.moon.x > view.width + 60 ? -60 : this.moon.x + 12 * dt;
  }

  async onInput(event: InputEvent) {
    if (event.type !== "pointerDown") return;
    this.sign({ x: event.position.x, y: event.position.y });
    await this.orSay(storage.set("marks", this.marks));
  }

  /** The stars of earlier visits come beneath those of this one. */
  async open() {
    const kept = (await this.orSay(storage.get("marks"))) as { x: number; y: number }[] | undefined;
    for (const mark of kept ?? []) this.sign(mark);
  }

  sign(mark: { x: number; y: number }) {
    if (this.marks.length >= MOST || this.marks.some(({ x, y }) => x === mark.x && y === mark.y)) return;
    this.marks.push(mark);
    this.addChild(new Mark(mark));
    this.note.text = `${this.marks.length} ${this.marks.length === 1 ? "star" : "stars"} so far.`;
  }

  /** A visitor is told what the book may not do; it goes on without. */
  async orSay<T>(call: Promise<T>): Promise<T | undefined> {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof NotCapable)) throw error;
      this.note.text = error.message;
      return undefined;
    }
  }
}
