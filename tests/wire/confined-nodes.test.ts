/**
 * What a module behind the wall does to its nodes, in a realm that was hardened, reaches a page: the numbers that frames brought
 * are those that the child itself says its nodes have.
 */
import { afterAll, expect, test } from "bun:test";

import type { NodeDescription } from "../../src/base/node-description.ts";
import type { Vec2Like } from "../../src/engine/vec2.ts";
import type { DecodedNode } from "../../src/wire/decoded-node.ts";
import { drawKinds } from "../../src/wire/schema.ts";
import { closeAll, openReal, put, until } from "../live/children.ts";

afterAll(closeAll);

/** Each child is changed in another way, and some only once, long after they were first shown. */
const restless = `
import { Button, Circle, Label, Node2D, Polygon, ProgressBar, property, random, Rect, Sprite2D, Vec2 } from "nodegen";

class Tuned extends Circle {
  @property({ range: [1, 99] }) radius = 5;
  #turn = 0;
  onUpdate() { this.rotation = this.#turn += 0.25; }
}

export default class Restless extends Node2D {
  @property({ range: [0, 1] }) share = 0.5;
  #ticks = 0;
  moved = new Circle({ name: "moved" });
  scaled = new Rect({ name: "scaled" });
  assigned = new Sprite2D({ name: "assigned" });
  reflected = new Label({ name: "reflected" });
  tweened = new Rect({ name: "tweened" });
  tuned = new Tuned({ name: "tuned" });
  late = new Circle({ name: "late" });
  away = new Circle({ name: "away" });
  bar = new ProgressBar({ name: "bar" });
  button = new Button({ name: "button" });
  shape = new Polygon({ name: "shape", points: [new Vec2(0, 0), new Vec2(9, 0), new Vec2(0, 9)] });

  onReady() {
    const { moved, scaled, assigned, reflected, tweened, tuned, late, away, bar, button, shape } = this;
    for (const node of [moved, scaled, assigned, reflected, tweened, tuned, late, away, bar, button, shape]) this.addChild(node);
    this.tweened.tween({ x: 300, width: 99 }, 30);
  }
  onUpdate() {
    const tick = ++this.#ticks;
    this.moved.position.x += random.float(1, 2);
    this.scaled.scale.set(tick, 2);
    Object.assign(this.assigned, { z: tick, width: tick % 50 });
    Reflect.set(this.reflected, "fontSize", 10 + (tick % 7));
    this.bar.value = (tick % 10) / 10;
    this.shape.position = new Vec2(tick, -tick);
    if (tick === 20) this.late.radius = 77;
    if (tick === 20) this.removeChild(this.away);
    if (tick === 22) this.away.opacity = 0.25;
    if (tick === 24) this.addChild(this.away);
    if (tick === 26) this.button.fontSize = 33;
  }
}`;

test("[F1] whatever a confined module does to its nodes is in its frames", async () => {
  const { stage, page } = await openReal();
  try {
    const slot = await put(stage, restless);
    const decoder = () => page.decoders.get(slot);
    await until(stage, page, () => (decoder()?.tick ?? 0) > 40);
    const { tree } = (await stage.describe()).find((one) => one.slot === slot)!;
    const edited = await stage.edit(nodeOf(tree!, "tuned").id, { radius: 42 });
    expect(edited).toMatchObject({ ok: true });
    stage.transport({ action: "pause" });
    const [told] = await stage.describe();
    const described = flat(told!.tree!);
    const x = numbersOf(described.find(({ name }) => name === "moved")!)["x"];
    // The last frame may still be on its way from the child.
    await until(stage, page, () => page.node(slot, "moved")!.values[0] === x);
    const shown = decoder()!.order.map(shownOf);
    expect(shown.length).toBe(described.length);
    for (const [i, numbers] of described.map(numbersOf).entries())
      for (const [field, value] of Object.entries(numbers))
        if (field in shown[i]!)
          expect([described[i]!.name, field, shown[i]![field]]).toEqual([described[i]!.name, field, value]);
    expect(page.node(slot, "tuned")!.values[12]).toBe(42);
  } finally {
    await stage.close();
  }
}, 60_000);

const flat = (node: NodeDescription): NodeDescription[] => [node, ...node.children.flatMap(flat)];
const nodeOf = (tree: NodeDescription, name: string): NodeDescription => flat(tree).find((one) => one.name === name)!;

/** By the names that frames have for them. */
function numbersOf({ properties }: NodeDescription): Record<string, number> {
  const numbers: Record<string, number> = {};
  for (const { name, value } of properties) {
    const { x, y } = Object(value) as Partial<Vec2Like>;
    const told =
      name === "position" ? { x, y } : name === "scale" ? { scaleX: x, scaleY: y } : { [name]: value as unknown };
    for (const [field, number] of Object.entries(told))
      if (typeof number === "number") numbers[field] = Math.fround(number);
  }
  return numbers;
}

const shownOf = ({ kind, values }: DecodedNode): Record<string, number> =>
  Object.fromEntries(drawKinds[kind]!.fields.slice(0, values.length).map(({ name }, i) => [name, values[i]!]));
