/**
 * The engine says which nodes were touched since the last frame, and frames look at no others. Whatever a module or anybody else
 * does to its nodes, the bytes are those of an encoder that looks at every node at every tick.
 */
import { expect, test } from "bun:test";

import fc from "fast-check";

import type { Json } from "../../src/base/json.ts";
import { NodeFrame } from "../../src/child/drivers/node-frame.ts";
import type { EngineField } from "../../src/engine/classes.ts";
import * as nodegen from "../../src/engine/index.ts";
import { inner } from "../../src/engine/inner.ts";
import { Scene } from "../../src/engine/scene.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { load, startScene, step } from "../engine/make.ts";

const { Node, Node2D, Vec2 } = nodegen;
type Type = (new () => nodegen.Node) & { readonly name: string };

/** Every class of the engine's but those whose texts must name something that a module has given them; they draw nothing. */
const named: readonly unknown[] = [nodegen.StateMachine, nodegen.AnimationPlayer];
const types = Object.values(nodegen).filter(
  (one): one is Type =>
    typeof one === "function" && (one === Node || one.prototype instanceof Node) && !named.includes(one),
);

/** An author's own: a tuned field that stands over the engine's, and one beside them. */
const Tuned = load<nodegen.Circle & { bend: number }>(`
  import { Circle, property } from "nodegen";
  export default class Tuned extends Circle {
    @property({ range: [0, 1] }) bend = 0;
    @property({ range: [1, 9] }) radius = 3;
    onPropertyChange() { this.rotation = this.bend; }
  }`);

class Scribble extends nodegen.Drawing {
  radius = 1;
  override onDraw(pen: nodegen.Pen): void {
    pen.circle(0, 0, this.radius);
  }
}

/** Something that the field takes, out of a number from 0 to 1. */
function valueFor({ kind }: EngineField, value: number): unknown {
  if (kind.options) return kind.options[Math.floor(value * (kind.options.length - 1))];
  if (kind.kind === "color") return value > 0.5 ? "tomato" : "#1238";
  switch (kind.type) {
    case "number":
      return 20 * value;
    case "string":
      return value > 0.5 ? "star" : "ball";
    case "boolean":
      return value > 0.5;
    case "vector":
      return new Vec2(value, 1);
    case "points":
      return [new Vec2(value, 0), new Vec2(0, 10 * value), new Vec2(5, 5)];
  }
}

interface Change<T> {
  readonly scene: Scene;
  /** In the tree or not. */
  readonly node: T;
  readonly other: nodegen.Node;
  readonly pick: number;
  readonly value: number;
}
interface Kind {
  readonly suits: (node: nodegen.Node) => boolean;
  readonly make: (change: Change<never>) => unknown;
}
const to = <T extends nodegen.Node>(
  type: abstract new (...args: never[]) => T,
  make: (change: Change<T>) => unknown,
): Kind => ({ suits: (node) => node instanceof type, make });
const toPoints = (make: (points: nodegen.Vec2[], value: number) => unknown): Kind => ({
  suits: (node) => "points" in node,
  make: ({ node, value }: Change<never>) => make((node as nodegen.Polygon).points as nodegen.Vec2[], value),
});

const fieldOf = (node: nodegen.Node, pick: number): EngineField | undefined => {
  const fields = [...inner(node).info.fields.values()].filter(({ kind }) => !kind.fixed);
  return fields[pick % fields.length];
};

const changes: Readonly<Record<string, Kind>> = {
  assigned: to(Node2D, ({ node, pick, value }) => {
    const field = fieldOf(node, pick)!;
    Reflect.set(node, field.name, valueFor(field, value));
  }),
  edited: to(Node2D, ({ scene, node, pick, value }) => {
    const field = fieldOf(node, pick)!;
    scene.edit([{ node: inner(node).id, property: field.name, value: valueFor(field, value) as Json }]);
  }),
  tuned: to(Tuned, ({ scene, node, value }) => {
    scene.edit([{ node: inner(node).id, property: "bend", value }]);
  }),
  tweened: to(Node2D, ({ node, value }) => node.tween({ x: 90 * value, opacity: value }, value / 8)),
  moved: to(Node2D, ({ node, value }) => (node.position.x = 50 * value)),
  scaled: to(Node2D, ({ node, value }) => node.scale.set(value, 2)),
  translated: to(Node2D, ({ node, value }) => node.translate(new Vec2(value, 0))),
  renamed: to(Node, ({ node, value }) => (node.name = `N${Math.round(2 * value)}`)),
  "given points": toPoints((points, value) => points.push(new Vec2(9 * value, value))),
  "given another point": toPoints((points, value) => points.splice(0, 1, new Vec2(value, value))),
  "given cells": to(nodegen.PixelGrid, ({ node, pick, value }) =>
    node.setCell(pick % 4, 1, value > 0.5 ? "red" : "blue"),
  ),
  filled: to(nodegen.PixelGrid, ({ node, value }) => node.fill(value > 0.5 ? "red" : "blue")),
  "given a look": to(
    nodegen.TileMap,
    ({ node, value }) => (node.tiles = { "#": { color: value > 0.5 ? "red" : "blue" } }),
  ),
  "laid out": to(nodegen.TileMap, ({ node, pick }) => (node.layout = ["## #".slice(pick % 4), "####"])),
  tiled: to(nodegen.TileMap, ({ node, pick }) => node.setTile(pick % 4, 0, " ")),
  sparkling: to(nodegen.Particles2D, ({ node }) => node.burst(5)),
  quenched: to(nodegen.Particles2D, ({ node }) => node.clear()),
  played: to(nodegen.Sound, ({ node, value }) => node.play(1 + 440 * value)),
  stopped: to(nodegen.Sound, ({ node }) => node.stop()),
  "given samples": to(nodegen.Sound, ({ node, value }) => (node.samples = [value, -value])),
  redrawn: to(Scribble, ({ node, value }) => {
    node.radius = value;
    node.redraw();
  }),
  shaken: to(nodegen.Camera2D, ({ node }) => node.shake(10, 0.1)),
  focused: to(nodegen.Control, ({ node }) => node.grabFocus()),
  hovered: to(nodegen.Control, ({ scene, node }) => {
    const { x, y } = node.globalPosition;
    step(scene, 1, { input: [{ type: "pointerMove", x, y, button: 0, viewer: 1 }] });
  }),
  "taken out": to(Node, ({ node }) => node.parent?.removeChild(node)),
  "put below another": to(Node, ({ scene, node, other }) => {
    for (let at: nodegen.Node | null = other; at !== null; at = at.parent) if (at === node) return;
    if (inner(other).freed || scene.root === node) return;
    node.parent?.removeChild(node);
    other.addChild(node);
  }),
  freed: to(Node, ({ node, pick }) => pick % 5 === 0 && node.parent && node.queueFree()),
  "put back": to(Node, ({ scene }) => scene.restore(scene.snapshot())),
};

const ticksOfChanges = fc.array(
  fc.array(
    fc.record({
      what: fc.constantFrom(...Object.keys(changes)),
      at: fc.nat(),
      other: fc.nat(),
      pick: fc.nat(1000),
      value: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 8 },
  ),
  { maxLength: 20 },
);

function crowd(): { scene: Scene; nodes: nodegen.Node[] } {
  const nodes: nodegen.Node[] = [];
  const { scene } = startScene(() => {
    const root = new Node2D();
    // Two of each, so that a change of one could be taken for the other's.
    for (const type of [...types, ...types, Tuned, Scribble])
      nodes.push(root.addChild(new Node2D()).addChild(new (type as Type)()));
    for (const node of nodes.filter((one) => one instanceof nodegen.TileMap)) {
      node.tiles = { "#": { color: "red" } };
      node.layout = ["####", "## #"];
    }
    return root;
  });
  return { scene, nodes };
}

/** As a driver does it: one adapter a node, and another list only where the scene has another one. */
function shower(scene: Scene): () => readonly NodeFrame[] {
  const frames = new Map<nodegen.Node, NodeFrame>();
  let shown: readonly NodeFrame[] = [];
  let nodes: readonly nodegen.Node[] = [];
  return () => {
    if (scene.nodes === nodes) return shown;
    nodes = scene.nodes;
    return (shown = nodes.map((node) => {
      const known = frames.get(node);
      const frame = known?.id === inner(node).id ? known : new NodeFrame(node);
      frames.set(node, frame);
      return frame;
    }));
  };
}

test("[F1] what was not looked at because nothing touched it has not changed", () => {
  fc.assert(
    fc.property(ticksOfChanges, (ticks) => {
      const { scene, nodes } = crowd();
      const show = shower(scene);
      const [told, whole] = [new FrameEncoder(), new FrameEncoder()];
      const expectAlike = (keyframe: boolean) => {
        const shown = show();
        const wanted = whole.encode(scene.tick, shown, keyframe).toHex();
        expect(told.encode(scene.tick, shown, keyframe, scene.touched).toHex()).toBe(wanted);
      };
      expectAlike(true);
      for (const round of ticks) {
        for (const { what, at, other, pick, value } of round) {
          const { suits, make } = changes[what]!;
          const suited = nodes.filter((one) => suits(one) && !inner(one).freed);
          const node = suited[at % suited.length] as never;
          if (node) make({ scene, node, other: nodes[other % nodes.length]!, pick, value });
        }
        step(scene);
        expectAlike(false);
        expectAlike(true);
      }
    }),
    { numRuns: 60 },
  );
});

test("a node at rest is not looked at, and a scene at rest is no list at all", () => {
  const { Circle, Label, Line, PixelGrid, Polygon, Rect, Sprite2D } = nodegen;
  const { scene, root } = startScene(() => {
    const top = new Node2D();
    for (const type of [Node, Circle, Rect, Sprite2D, Label, PixelGrid, nodegen.TileMap, nodegen.Button])
      top.addChild(new type());
    return top;
  });
  const looked: string[] = [];
  const show = shower(scene);
  const encoder = new FrameEncoder();
  const looksOf = (): string[] => {
    looked.length = 0;
    encoder.encode(scene.tick, show(), false, scene.touched);
    return [...looked];
  };
  looksOf();
  for (const frame of show()) {
    const numbers = frame.numbers.bind(frame);
    frame.numbers = (into) => {
      looked.push(frame.type);
      numbers(into);
    };
  }
  step(scene);
  expect(looksOf()).toEqual([]);
  (root.children[1] as nodegen.Circle).radius++;
  (root.children[5] as nodegen.PixelGrid).setCell(0, 0, "red");
  expect(looksOf()).toEqual(["Circle", "PixelGrid"]);
  expect(looksOf()).toEqual([]);
  // Lists of points are the author's own: they may change without a word.
  root.addChild(new Polygon());
  root.addChild(new Line());
  looksOf();
  expect(scene.touched.count).toBe(2);
});
