/** What stands where between two ticks, what is drawn in which order, and what is under a point. No canvas is needed. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { css, isClear, multiply } from "../../src/viewer/draw/color.ts";
import { hit, inPolygon, nearPath } from "../../src/viewer/draw/hit.ts";
import { between, betweenAngles } from "../../src/viewer/draw/interpolate.ts";
import { Layout, matrixPlace } from "../../src/viewer/draw/layout.ts";
import { isOutside, stride, toLocal } from "../../src/viewer/draw/matrix.ts";
import { texture } from "../../src/viewer/draw/textures.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { anchors } from "../../src/wire/schema.ts";
import { TestNode } from "../wire/scene.ts";

const size = { width: 960, height: 540 };
const anchor = (name: (typeof anchors)[number]) => anchors.indexOf(name);
/** Circles and rectangles are pointed at without measuring text. */
const noContext = null as unknown as CanvasRenderingContext2D;

/** The layout of a scene whose nodes `change` moves within one tick. */
function layoutOf(nodes: TestNode[], weight = 1, change = () => {}): Layout {
  const encoder = new FrameEncoder();
  const decoder = new FrameDecoder();
  expect(decoder.apply(encoder.encode(1, nodes, true)).ok).toBe(true);
  change();
  expect(decoder.apply(encoder.encode(2, nodes, false)).ok).toBe(true);
  const layout = new Layout();
  layout.setTree(decoder.order);
  layout.update(weight, size);
  return layout;
}

/** Where the origin of a node lies on the stage. */
function originOf(layout: Layout, id: number): [number, number] {
  const o = matrixPlace(layout.placeOf(id)!) * stride;
  return [layout.matrices[o + 4]!, layout.matrices[o + 5]!];
}

const drawn = (layout: Layout) => layout.order.map((i) => layout.nodes[i]!.name);

describe("between two ticks", () => {
  test("an angle takes the shortest way round, from anywhere to anywhere", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -50, max: 50, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (a, b) => {
          expect(Math.abs(betweenAngles(a, b, 1) - a)).toBeLessThanOrEqual(Math.PI + 1e-9);
          expect(Math.cos(betweenAngles(a, b, 1))).toBeCloseTo(Math.cos(b), 9);
          expect(Math.sin(betweenAngles(a, b, 1))).toBeCloseTo(Math.sin(b), 9);
        },
      ),
    );
    expect(betweenAngles(3, -3, 0.5)).toBeCloseTo(Math.PI, 9);
  });

  test("a place is between the last two", () => {
    const ball = new TestNode(1, 0, "Circle", "Ball", { x: 100, y: 50 });
    const layout = layoutOf([ball], 0.25, () => ball.set("x", 140));
    expect(originOf(layout, 1)).toEqual([110, 50]);
    expect(between(2, 4, 0.5)).toBe(3);
  });

  test("a jump across the stage is not drawn as a movement", () => {
    const ship = new TestNode(1, 0, "Circle", "Ship", { x: 950, y: 50 });
    const layout = layoutOf([ship], 0.5, () => ship.set("x", 2));
    expect(originOf(layout, 1)).toEqual([2, 50]);
  });
});

describe("layout", () => {
  test("a child follows its parent's turn and scale", () => {
    const arm = new TestNode(1, 0, "Node2D", "Arm", { x: 100, y: 100, rotation: Math.PI / 2, scaleX: 2 });
    const hand = new TestNode(2, 1, "Circle", "Hand", { x: 10 });
    const [x, y] = originOf(layoutOf([arm, hand]), 2);
    expect(x).toBeCloseTo(100, 4);
    expect(y).toBeCloseTo(120, 4);
  });

  test("a plain node passes its parent's place, opacity and depth on", () => {
    const root = new TestNode(1, 0, "Node2D", "Root", { x: 30, opacity: 0.5 });
    const logic = new TestNode(2, 1, "Node", "Logic");
    const dot = new TestNode(3, 2, "Circle", "Dot", { x: 5, opacity: 0.5 });
    const layout = layoutOf([root, logic, dot]);
    expect(originOf(layout, 3)).toEqual([35, 0]);
    expect(layout.opacity[2]).toBe(0.25);
  });

  test("what is invisible or fully transparent is not drawn, nor is what hangs on it", () => {
    const nodes = [
      new TestNode(1, 0, "Node2D", "Root"),
      new TestNode(2, 1, "Circle", "Shown"),
      new TestNode(3, 1, "Circle", "Hidden", { visible: 0 }),
      new TestNode(4, 3, "Circle", "Below"),
      new TestNode(5, 1, "Circle", "Clear", { opacity: 0 }),
    ];
    expect(drawn(layoutOf(nodes))).toEqual(["Shown"]);
  });

  test("a higher z is drawn later, with its children; ties follow the tree", () => {
    const nodes = [
      new TestNode(1, 0, "Node2D", "Root"),
      new TestNode(2, 1, "Node2D", "Front", { z: 2 }),
      new TestNode(3, 2, "Circle", "OnFront"),
      new TestNode(4, 1, "Circle", "Back", { z: -1 }),
      new TestNode(5, 1, "Circle", "First"),
      new TestNode(6, 1, "Circle", "Second"),
    ];
    expect(drawn(layoutOf(nodes))).toEqual(["Back", "First", "Second", "OnFront"]);
  });

  test("the camera is the middle of the picture; what is pinned stays", () => {
    const nodes = [
      new TestNode(1, 0, "Node2D", "Root"),
      new TestNode(2, 1, "Camera2D", "Camera", { x: 200, y: 100, zoom: 2, offsetX: 10, current: 1 }),
      new TestNode(3, 1, "Circle", "There", { x: 210, y: 110 }),
      new TestNode(4, 1, "Label", "Score", { x: -8, y: 8, anchor: anchor("topRight") }),
    ];
    const layout = layoutOf(nodes);
    expect(originOf(layout, 3)).toEqual([480, 290]);
    expect(originOf(layout, 4)).toEqual([952, 8]);
  });

  test("every anchor names its place on the screen", () => {
    const nodes = anchors.slice(1).map((_, i) => new TestNode(i + 2, 1, "Circle", `Pin${i}`, { anchor: i + 1 }));
    const layout = layoutOf([new TestNode(1, 0, "Node2D", "Root", { x: 77, scaleX: 3 }), ...nodes]);
    const across = [0, 480, 960, 0, 480, 960, 0, 480, 960];
    const down = [0, 0, 0, 270, 270, 270, 540, 540, 540];
    expect(nodes.map((node) => originOf(layout, node.id))).toEqual(across.map((x, i) => [x, down[i]!]));
  });
});

describe("off the stage", () => {
  test("what reaches in is drawn, what does not is not, however it is scaled", () => {
    const at = (x: number, scaleY = 1) => {
      const layout = layoutOf([new TestNode(1, 0, "Circle", "Ball", { x, y: 270, scaleX: 0.1, scaleY })]);
      return isOutside(layout.matrices, matrixPlace(0), 20, size);
    };
    expect([at(-19), at(-21), at(979), at(981), at(-39, 2)]).toEqual([false, true, false, true, false]);
  });
});

describe("under a point", () => {
  const nodes = [
    new TestNode(1, 0, "Node2D", "Root"),
    new TestNode(2, 1, "Rect", "Floor", { x: 100, y: 100, width: 200, height: 200 }),
    new TestNode(3, 1, "Circle", "Ball", { x: 100, y: 100, radius: 20 }),
  ];
  test("the topmost whose own shape holds it", () => {
    const layout = layoutOf(nodes);
    expect(hit(layout, 105, 105, noContext)?.name).toBe("Ball");
    expect(hit(layout, 118, 118, noContext)?.name).toBe("Floor");
    expect(hit(layout, 300, 300, noContext)).toBeUndefined();
  });

  test("a thin line is hit from a few pixels away, the space between its ends' box is not", () => {
    const line = new TestNode(1, 0, "Line", "Ray", { width: 1 });
    line.content = [0, 0, 100, 100];
    const layout = layoutOf([line]);
    expect(hit(layout, 50, 53, noContext)?.name).toBe("Ray");
    expect(hit(layout, 80, 20, noContext)).toBeUndefined();
  });

  test("a node squeezed flat is nowhere", () => {
    expect(
      hit(layoutOf([new TestNode(1, 0, "Rect", "Flat", { width: 50, height: 50, scaleX: 0 })]), 0, 0, noContext),
    ).toBeUndefined();
  });

  test("polygons by crossings, paths by distance", () => {
    const notch = [0, 0, 10, 0, 10, 10, 5, 3, 0, 10];
    expect(inPolygon(notch, 2, 2)).toBe(true);
    expect(inPolygon(notch, 5, 8)).toBe(false);
    expect(nearPath([0, 0, 10, 0], 5, 2, 2, false)).toBe(true);
    expect(nearPath([0, 0, 10, 0, 10, 10], 5, 5, 1, false)).toBe(false);
    expect(nearPath([0, 0, 10, 0, 10, 10], 5, 5, 1, true)).toBe(true);
    expect(nearPath([0, 0, 10, 0], 13, 0, 2, false)).toBe(false);
  });

  test("a transform is undone exactly where it can be", () => {
    const layout = layoutOf([new TestNode(1, 0, "Rect", "Box", { x: 10, y: 20, rotation: 0.7, scaleX: 2, scaleY: 3 })]);
    const local = toLocal(layout.matrices, matrixPlace(0), 10, 20)!;
    expect(local.x).toBeCloseTo(0, 6);
    expect(local.y).toBeCloseTo(0, 6);
  });
});

describe("colours and pictures", () => {
  test("a colour is written as CSS writes it", () => {
    expect(css(0x5cc8b0ff)).toBe("#5cc8b0ff");
    expect(css(0x00000080)).toBe("#00000080");
    expect(isClear(0xffffff00)).toBe(true);
  });

  test("white tints nothing, black leaves the alpha", () => {
    expect(multiply(0x12345678, 0xffffffff)).toBe(0x12345678);
    expect(multiply(0xabcdefff, 0x000000ff)).toBe(0x000000ff);
  });

  test("only the built-in names have pictures", () => {
    for (const name of "icon star heart arrow ship ball crate cloud tree coin person bird fish".split(" "))
      expect(texture(name)!.length).toBeGreaterThan(0);
    expect(texture("constructor")).toBeUndefined();
    expect(texture("../secret.png")).toBeUndefined();
  });
});
