/** What the page makes of a drawing's numbers, with a context that notes its calls; whatever the numbers are, it ends. */
import { describe, expect, test } from "bun:test";

import fc from "fast-check";

import { Stroke } from "../../src/base/drawing.ts";
import { drawDrawing, drawingBounds, eachStroke } from "../../src/viewer/draw/drawing.ts";
import type { DecodedNode } from "../../src/wire/decoded-node.ts";
import { noting } from "./noting.ts";

const nodeOf = (...numbers: number[]): DecodedNode =>
  ({ points: Float32Array.from(numbers) }) as unknown as DecodedNode;

function callsOf(...numbers: number[]): string[] {
  const { context, calls } = noting();
  drawDrawing({ context, scale: 1, x: 0, y: 0, unit: 1, at: () => 0, picture: () => undefined }, nodeOf(...numbers));
  return calls;
}

describe("a drawing", () => {
  test("is filled in the pen's colour, and outlined where a stroke was set", () => {
    expect(callsOf(Stroke.FILL, 0xff00, 0x00ff, Stroke.CIRCLE, 1, 2, 3)).toContain("fill #ff0000ff");
    const calls = callsOf(Stroke.LINE, 0x0000, 0xffff, 2, Stroke.RECT, 0, 0, 4, 4, 1);
    expect(calls.filter((call) => /^(fill|stroke|roundRect)/.test(call))).toEqual([
      "roundRect(0,0,4,4,1)",
      "fill #ffffffff",
      "stroke #0000ffff 2",
    ]);
  });

  test("lines, arcs and curves are never filled; polygons are closed", () => {
    for (const line of [
      [Stroke.ARC, 0, 0, 5, 0, 1],
      [Stroke.POLYLINE, 4, 0, 0, 1, 1],
      [Stroke.CURVE, 0, 0, 1, 1, 2, 2, 3, 3],
    ])
      expect(callsOf(...line).some((call) => call.startsWith("fill "))).toBe(false);
    expect(callsOf(Stroke.POLYGON, 6, 0, 0, 1, 0, 0, 1)).toContain("closePath()");
  });

  test("text is code points", () => {
    expect(callsOf(Stroke.TEXT, 5, 6, 20, 2, 72, 105)).toContain("fillText(Hi,5,6)");
  });

  test("its box is around all of it", () => {
    expect(drawingBounds(nodeOf(Stroke.CIRCLE, 10, 10, 5, Stroke.POLYLINE, 4, -3, 0, 0, 30))).toEqual({
      x: -3,
      y: 0,
      width: 18,
      height: 30,
    });
    expect(drawingBounds(nodeOf()).width).toBe(0);
  });

  test("any numbers at all are drawn to the first that makes no sense", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.integer({ min: -1, max: 12 }), fc.float())), (numbers) => {
        callsOf(...numbers);
        let end = 0;
        eachStroke(Float32Array.from(numbers), (_stroke, from, listFrom, listEnd) => {
          expect(from <= listFrom && listFrom <= listEnd && listEnd <= numbers.length).toBe(true);
          expect(from).toBeGreaterThan(end - 1);
          end = listEnd;
        });
      }),
    );
  });
});
