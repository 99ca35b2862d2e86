/** Circles and boxes that need no transform of their own are drawn straight onto the stage, where they would stand with one. */
import { expect, test } from "bun:test";

import { drawPicture } from "../../src/viewer/draw/picture.ts";
import { TestNode } from "../wire/scene.ts";
import { layoutOf } from "./layout-of.ts";
import { noPictures, noting } from "./noting.ts";

const size = { width: 960, height: 540 };
const shown = { color: 0xff0000ff, outline: 0x0000ffff, outlineWidth: 2 };

/** What is drawn over the background, at two pixels for each of the stage's. */
function calls(...nodes: TestNode[]): string[] {
  const { context, calls: all } = noting();
  drawPicture(context, [{ slot: 1, layout: layoutOf(nodes), weight: 1 }], size, 2, noPictures);
  return all.slice(2, -1);
}
const circle = (id: number, fields: Record<string, number> = {}, parent = 1) =>
  new TestNode(id, parent, "Circle", `Ball${id}`, { ...shown, radius: 5, ...fields });
const box = (id: number, fields: Record<string, number> = {}) =>
  new TestNode(id, 1, "Rect", `Box${id}`, { ...shown, width: 20, height: 10, ...fields });
const root = (fields: Record<string, number> = {}) => new TestNode(1, 0, "Node2D", "Root", fields);
const arc = (x: number, y: number, radius: number) => `arc(${x},${y},${radius},0,${2 * Math.PI})`;

test("a circle that is moved, turned and scaled evenly, with its outline", () => {
  expect(calls(root({ x: 100, scaleX: 3, scaleY: 3 }), circle(2, { x: 10, y: 20, rotation: 1 }))).toEqual([
    "setTransform(2,0,0,2,0,0)",
    "beginPath()",
    arc(130, 60, 15),
    "fill #ff0000ff",
    "stroke #0000ffff 6",
  ]);
});

test("a box that stands upright, with its corners; one that is turned has a transform", () => {
  expect(calls(root(), box(2, { x: 50, y: 50, scaleX: 2, scaleY: 2, cornerRadius: 3 }))).toContain(
    "roundRect(30,40,40,20,6)",
  );
  const plain = { outlineWidth: 0, outline: 0 };
  expect(calls(root(), box(2, { ...plain, x: 50, y: 50 }))).toEqual([
    "setTransform(2,0,0,2,0,0)",
    "fillRect(40,45,20,10)",
  ]);
  expect(calls(root(), box(2, { ...plain, rotation: 1 }))).toContain("fillRect(-10,-5,20,10)");
});

test("what is stretched or mirrored has a transform, and the next one the stage's again", () => {
  const stretched = circle(2, { x: 10, scaleX: 2 });
  const transforms = (...nodes: TestNode[]) =>
    calls(root(), ...nodes).filter((call) => /^(setTransform|arc)/.test(call));
  expect(transforms(stretched, circle(3, { x: 40 }), circle(4, { x: 60 }))).toEqual([
    "setTransform(4,0,0,2,20,0)",
    arc(0, 0, 5),
    "setTransform(2,0,0,2,0,0)",
    arc(40, 0, 5),
    arc(60, 0, 5),
  ]);
  expect(transforms(circle(2, { scaleX: -1 }))).toEqual(["setTransform(-2,0,0,2,0,0)", arc(0, 0, 5)]);
});

test("each has its own opacity, whatever was drawn before it", () => {
  const { context } = noting();
  const alphas: number[] = [];
  const fading = new Proxy(context, {
    get: (target, name: keyof CanvasRenderingContext2D) => {
      if (name === "fill") alphas.push(target.globalAlpha);
      return target[name];
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  });
  const disabled = new TestNode(5, 1, "ProgressBar", "Bar", { width: 9, height: 9, color: 0xff, share: 0, state: 8 });
  const nodes = [
    root(),
    circle(2, { opacity: 0.5 }),
    circle(3, { opacity: 0.5 }),
    circle(4),
    disabled,
    circle(6),
    circle(7, { scaleX: 2, opacity: 0.25 }),
    circle(8, { opacity: 0.25 }),
  ];
  drawPicture(fading, [{ slot: 1, layout: layoutOf(nodes), weight: 1 }], size, 1, noPictures);
  expect(alphas).toEqual([0.5, 0.5, 1, 0.4, 1, 0.25, 0.25]);
});
