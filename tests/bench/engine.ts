/** What a tick costs: nodes that move themselves, beside nodes that only stand there. */
import * as nodegen from "../../src/engine/index.ts";
import { Scene } from "../../src/engine/scene.ts";
import type { BenchRow } from "./row.ts";
import { sample } from "./sample.ts";

const { Circle, Node } = nodegen;
const TURN = { input: [], edits: [], drain: () => {} };

class Mover extends Circle {
  override onUpdate(dt: number): void {
    this.rotation += dt * 2;
    this.x = 480 + Math.cos(this.rotation) * 200;
    this.y = 270 + Math.sin(this.rotation) * 200;
  }
}

export async function rows(): Promise<BenchRow[]> {
  const list: BenchRow[] = [];
  for (const count of [1_000, 10_000]) {
    list.push(await ticks(`${count} nodes that move, a tick`, () => new Mover(), count));
    list.push(await ticks(`${count} nodes without hooks, a tick`, () => new Circle(), count));
  }
  list.push(await sample("10,000 nodes made and added", () => scene(() => new Mover(), 10_000)));
  const moving = scene(() => new Mover(), 10_000);
  list.push(await sample("10,000 nodes, state as bytes", () => moving.stateBytes()));
  list.push(await sample("10,000 nodes, snapshot", () => moving.snapshot()));
  return list;
}

async function ticks(name: string, make: () => nodegen.Node, count: number): Promise<BenchRow> {
  const moving = scene(make, count);
  for (let warm = 0; warm < 60; warm++) moving.step(TURN);
  return sample(name, () => moving.step(TURN));
}

function scene(make: () => nodegen.Node, count: number): Scene {
  const made = new Scene({ seed: 1, width: 960, height: 540, maxNodes: 20_000, asked: [], smoke: false });
  made.start(() => {
    const root = new Node();
    for (let index = 0; index < count; index++) root.addChild(make());
    return root;
  });
  return made;
}
