/** Modules' pictures where they stand on the stage: in what order, where they are drawn, and where a click finds them. */
import { expect, test } from "bun:test";

import { drawPicture } from "../../src/viewer/draw/picture.ts";
import { nodeAt, standing } from "../../src/viewer/draw/standing.ts";
import type { Placement, SlotInfo } from "../../src/wire/page.ts";
import { TestNode } from "../wire/scene.ts";
import { layoutOf } from "./layout-of.ts";
import { noPictures, noting } from "./noting.ts";

const info = (slot: number, place?: Placement) => ({ slot, place }) as SlotInfo;
const part = (slot: number) => ({
  slot,
  weight: 1,
  layout: layoutOf([new TestNode(1, 0, "Circle", "Ball", { x: 100, y: 50, radius: 10 })]),
});
const parts = [part(1), part(2), part(3)];
const place = { x: 200, y: 20, scale: 0.5, visible: true };

test("[T11] they are drawn in the order of the list, without those that are not shown", () => {
  const order = standing(parts, [info(3), info(2, { ...place, visible: false }), info(1, place)]);
  expect(order.map(({ slot, place: at }) => [slot, at])).toEqual([
    [3, undefined],
    [1, place],
  ]);
  // One whose entry has not come yet stands in front.
  expect(standing(parts, [info(3), info(2)]).map(({ slot }) => slot)).toEqual([3, 2, 1]);
});

test("[T11] a picture is moved and scaled as a whole, beyond its own edge too", () => {
  const { context, calls } = noting();
  const far = { ...part(1), layout: layoutOf([new TestNode(1, 0, "Circle", "Ball", { x: -60, y: 50, radius: 10 })]) };
  drawPicture(context, standing([far], [info(1, place)]), { width: 960, height: 540 }, 2, noPictures);
  expect(calls).toContain("setTransform(1,0,0,1,400,40)");
  expect(calls).toContain(`arc(-60,50,10,0,${2 * Math.PI})`);
});

test("[T11] a click finds the topmost node where it is seen", () => {
  const { context } = noting();
  const shown = standing(parts, [info(1), info(2, place), info(3)]);
  const ball = 2 ** 32;
  expect(nodeAt(shown, 100, 50, context)).toBe(3 * ball + 1);
  expect(nodeAt(shown, 250, 45, context)).toBe(2 * ball + 1);
  expect(nodeAt(shown, 400, 45, context)).toBeNull();
});
