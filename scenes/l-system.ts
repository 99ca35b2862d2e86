// An L-system: a fern that grows branch by branch from a rewriting rule, sways, and starts again.
import { Line, mixColor, Node2D, noise, property, Rect, Vec2, view } from "nodegen";

const RULES: Record<string, string> = { X: "F+[[X]-X]-F[-FX]+X", F: "FF" };

interface Twig {
  from: Vec2;
  to: Vec2;
  depth: number;
}

function rewrite(axiom: string, times: number): string {
  let text = axiom;
  for (let i = 0; i < times; i++) text = [...text].map((symbol) => RULES[symbol] ?? symbol).join("");
  return text;
}

/** Walks the text as a turtle: F draws, + and - turn, [ and ] remember and return. */
function grow(text: string, step: number, turn: number): Twig[] {
  const twigs: Twig[] = [];
  const kept: { at: Vec2; heading: number }[] = [];
  let [at, heading] = [new Vec2(), -Math.PI / 2 + 0.2];
  for (const symbol of text) {
    if (symbol === "+") heading += turn;
    if (symbol === "-") heading -= turn;
    if (symbol === "[") kept.push({ at, heading });
    if (symbol === "]") ({ at, heading } = kept.pop() ?? { at, heading });
    if (symbol !== "F") continue;
    const to = at.add(Vec2.fromAngle(heading, step));
    twigs.push({ from: at, to, depth: kept.length });
    at = to;
  }
  return twigs;
}

export default class Fern extends Node2D {
  @property({ range: [50, 900], step: 10 }) twigsPerSecond = 320;
  @property({ range: [0, 0.2], step: 0.005, kind: "angle" }) sway = 0.04;

  backdrop = this.addChild(
    new Rect({ position: view.center, width: view.width, height: view.height, color: "#0d1b16" }),
  );
  plant = this.addChild(new Node2D({ x: view.center.x - 110, y: view.height - 10 }));
  twigs = grow(rewrite("X", 5), 5.6, 0.42);
  grown = 0;
  owed = 0;

  onUpdate(dt: number) {
    this.plant.rotation = noise(this.sceneTime * 0.6) * this.sway;
    this.owed += this.twigsPerSecond * dt;
    for (; this.owed >= 1 && this.grown < this.twigs.length; this.owed--) this.sprout(this.twigs[this.grown++]);
    // Stand a while, then start again.
    if (this.owed > this.twigsPerSecond * 4) this.wither();
  }

  sprout(twig: Twig) {
    const color = mixColor("#5b3a1e", "#7ddf64", Math.min(1, twig.depth / 5));
    this.plant.addChild(new Line({ points: [twig.from, twig.to], width: Math.max(1, 5 - twig.depth), color }));
  }

  wither() {
    this.plant.removeChildren();
    this.grown = 0;
    this.owed = 0;
  }
}
