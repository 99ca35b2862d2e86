/**
 * The engine says which nodes were set since the last frame, and frames leave the others unread. Whatever a module does to
 * its nodes, a page that followed the deltas sees what one sees that joins now.
 */
import { expect, test } from "bun:test";

import fc from "fast-check";

import { NodeFrame } from "../../src/child/drivers/node-frame.ts";
import * as nodegen from "../../src/engine/index.ts";
import { Scene } from "../../src/engine/scene.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { plainDecoded } from "./scene.ts";

const { Circle, Label, Line, Node, Node2D, PixelGrid, Polygon, Rect, Sprite2D, Vec2 } = nodegen;

/** Set from outside by a tween, an edit or an animation too: they all assign. */
const assignments: Readonly<Record<string, (value: number) => unknown>> = {
  x: (value) => value,
  position: (value) => new Vec2(value, 1),
  rotation: (value) => value,
  scale: (value) => value,
  opacity: (value) => value,
  z: (value) => value,
  visible: (value) => value > 0.5,
  anchor: (value) => (value > 0.5 ? "top" : "none"),
  color: (value) => (value > 0.5 ? "tomato" : "#123"),
  outline: (value) => (value > 0.5 ? "tomato" : "#123"),
  outlineWidth: (value) => value,
  radius: (value) => value,
  width: (value) => value,
  height: (value) => value,
  cornerRadius: (value) => value,
  tint: (value) => (value > 0.5 ? "tomato" : "#123"),
  texture: (value) => (value > 0.5 ? "star" : "ball"),
  text: String,
  fontSize: (value) => value,
  align: (value) => (value > 0.5 ? "left" : "right"),
  cellSize: (value) => value,
  closed: (value) => value > 0.5,
  points: (value) => [new Vec2(value, 0), new Vec2(0, value)],
  name: (value) => `N${value > 0.5}`,
};

/** Without an assignment to the node. */
const changesInPlace: readonly ((node: nodegen.Node, value: number) => void)[] = [
  (node, value) => node instanceof Node2D && void (node.position.x = value),
  (node, value) => node instanceof Node2D && node.scale.set(value, 2),
  (node, value) => (node instanceof Polygon || node instanceof Line) && node.points.push(new Vec2(value, value)),
  (node, value) => node instanceof PixelGrid && node.setCell(1, 1, value > 0.5 ? "red" : "blue"),
  (node) => node.parent?.parent && node.parent.parent.addChild(node.parent.removeChild(node) ?? node),
];

const change = fc.record({
  at: fc.nat(),
  what: fc.oneof(fc.constantFrom(...Object.keys(assignments)), fc.nat(changesInPlace.length - 1)),
  value: fc.double({ min: 0, max: 1, noNaN: true }),
});

function scene(): { scene: Scene; nodes: nodegen.Node[] } {
  const made = new Scene({ seed: 1, width: 960, height: 540, maxNodes: 100, asked: [], smoke: false });
  const nodes: nodegen.Node[] = [];
  made.start(() => {
    const root = new Node2D();
    for (const type of [Node, Node2D, Circle, Rect, Polygon, Line, Sprite2D, Label]) {
      const above = root.addChild(new Node2D());
      nodes.push(above.addChild(new type()));
    }
    nodes.push(root.addChild(new PixelGrid({ columns: 4, rows: 4 })));
    return root;
  });
  return { scene: made, nodes };
}

test("[F2] what is unread because nothing was set has not changed", () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 12 }), (ticks) => {
      const { scene: shown, nodes } = scene();
      const frames = new Map(nodes.map((node) => [node, new NodeFrame(node)]));
      const frameOf = (node: nodegen.Node) => frames.get(node) ?? frames.set(node, new NodeFrame(node)).get(node)!;
      const encoder = new FrameEncoder();
      const page = new FrameDecoder();
      page.apply(encoder.encode(0, shown.nodes.map(frameOf), true));
      ticks.forEach((changes, tick) => {
        for (const { at, what, value } of changes) {
          const node = nodes[at % nodes.length]!;
          if (typeof what === "number") changesInPlace[what]!(node, value);
          else if (what in node) Reflect.set(node, what, assignments[what]!(value));
        }
        expect(page.apply(encoder.encode(tick + 1, shown.nodes.map(frameOf), false))).toMatchObject({ ok: true });
        const joined = new FrameDecoder();
        joined.apply(
          new FrameEncoder().encode(
            tick + 1,
            shown.nodes.map((node) => new NodeFrame(node)),
            true,
          ),
        );
        expect(plainDecoded(page)).toEqual(plainDecoded(joined));
      });
    }),
    { numRuns: 150 },
  );
});

test("a node at rest is not read", () => {
  const { scene: shown, nodes } = scene();
  let reads = 0;
  const frames = shown.nodes.map((node) => {
    const frame = new NodeFrame(node);
    const numbers = frame.numbers.bind(frame);
    frame.numbers = (into) => {
      reads++;
      numbers(into);
    };
    return frame;
  });
  const encoder = new FrameEncoder();
  encoder.encode(0, frames, true);
  const circle = nodes.find((node): node is nodegen.Circle => node instanceof Circle)!;
  const readsOf = (tick: number) => {
    reads = 0;
    encoder.encode(tick, frames, false);
    return reads;
  };
  // A polygon, a line and a grid change in place.
  expect(readsOf(1)).toBe(3);
  circle.radius++;
  expect(readsOf(2)).toBe(4);
  expect(readsOf(3)).toBe(3);
});
