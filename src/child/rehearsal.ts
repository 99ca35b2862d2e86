/**
 * What a child that will wait in the pool plays before it locks itself: a small module of ours that touches what most
 * modules touch, by the same requests that the host will make for a verdict and for a swap. It is forgotten afterwards.
 */
import type { Snapshot } from "../base/snapshot.ts";
import type { LoadRequest, Request } from "../wire/protocol.ts";

const code = `"use strict";
const { Node2D, Circle, Rect, Label, Line, Vec2, random, input, view, lerp } = nodegen$;
class Part extends Circle {
  constructor(options) { super(options); this.velocity = new Vec2(random.float(-1, 1), 1); }
  onUpdate(dt) { this.x += this.velocity.x * dt; this.y = lerp(this.y, view.height, dt); }
}
class Rehearsal extends Node2D {
  constructor() { super(); this.speed = 1; }
  onReady() {
    for (let i = 0; i < 12; i++) this.addChild(new Part({ x: i * 10, radius: 4, color: "#ff8800" }));
    this.addChild(new Rect({ width: 10, height: 10, color: "red" }));
    this.addChild(new Label({ text: "a" }));
    this.addChild(new Line({ points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] }));
    this.after(0.02, () => { this.speed = 2; });
    this.tween({ opacity: 0.5 }, 0.1);
    console.log("ready", { at: this.position.x });
    void Promise.resolve().then(() => { this.late = true; });
  }
  onUpdate(dt) {
    this.rotation += this.speed * dt;
    this.y = Math.sin(this.sceneTime);
    if (input.isDown("ArrowLeft")) this.x += 1;
    for (const child of this.children) child.rotation = Math.sin(this.rotation);
  }
}
return { default: Rehearsal };`;

const FRAMES = 10;
const play = 0;
const budgetMs = 1_000;
const turn = { op: "tick", play, budgetMs, input: [], edits: [], frame: true, keyframe: false } as const;

const load: LoadRequest = {
  op: "load",
  play,
  kind: "node",
  name: "Rehearsal",
  code,
  parameters: ["nodegen$", "console", "Math", "Promise"],
  seed: 1,
  width: 960,
  height: 540,
  maxNodes: 1_000,
  maxFrameBytes: 2 ** 20,
  maxLog: 50,
  maxLogLine: 500,
  asked: [],
  smoke: true,
  budgetMs,
};
const snapshot: Request = { op: "snapshot", play, budgetMs };

/** The last answer holds the snapshot. */
export const verdict: readonly Request[] = [
  load,
  { op: "start", play, budgetMs },
  ...Array.from({ length: FRAMES }, (_, frame) => ({ ...turn, digest: frame === FRAMES - 1 })),
  snapshot,
];

export const swap = (from: Snapshot): readonly Request[] => [
  { ...load, smoke: false },
  { op: "start", play, snapshot: from, budgetMs },
  snapshot,
  { ...turn, keyframe: true, digest: false },
];
