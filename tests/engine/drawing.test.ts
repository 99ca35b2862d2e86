/** Custom drawing: when a Drawing is asked, what its pen notes, what it refuses, and how much fits. */
import { describe, expect, test } from "bun:test";

import { MOST_NUMBERS, Stroke } from "../../src/base/drawing.ts";
import { strokesOf } from "../../src/engine/drawing/drawing.ts";
import { Drawing, Node2D, type Pen } from "../../src/engine/index.ts";
import { startScene, step } from "./make.ts";

class Dial extends Drawing {
  value = 1;
  times = 0;
  override onDraw(pen: Pen): void {
    this.times++;
    pen.fill("#ff000080");
    pen.circle(1, 2, this.value);
  }
}

const drawn = (draw: (pen: Pen) => void): readonly number[] => {
  class Once extends Drawing {
    override onDraw(pen: Pen): void {
      draw(pen);
    }
  }
  return strokesOf(startScene(() => new Once()).root);
};

describe("Drawing", () => {
  test("is asked when it has entered, and once for all calls of redraw in a tick", () => {
    const { scene, root } = startScene(() => new Dial());
    expect([root.times, strokesOf(root)]).toEqual([1, [Stroke.FILL, 0xff00, 0x0080, Stroke.CIRCLE, 1, 2, 1]]);
    step(scene, 5);
    expect(root.times).toBe(1);
    root.value = 7;
    root.redraw();
    root.redraw();
    step(scene, 2);
    expect([root.times, strokesOf(root).at(-1)]).toEqual([2, 7]);
  });

  test("one that is added later is drawn in the same tick", () => {
    const { scene, root } = startScene(() => new Node2D());
    const dial = root.addChild(new Dial());
    step(scene);
    expect(dial.times).toBe(1);
  });

  test("what it shows survives a swap by being drawn again", () => {
    const { scene, root } = startScene(() => new Dial());
    root.value = 9;
    step(scene);
    const next = startScene(() => new Dial());
    next.scene.restore(scene.snapshot());
    expect(next.root.value).toBe(9);
    next.root.redraw();
    step(next.scene);
    expect(strokesOf(next.root).at(-1)).toBe(9);
  });

  test("a fault in onDraw names the node and the hook", () => {
    class Broken extends Drawing {
      override onDraw(pen: Pen): void {
        pen.circle(0, 0, Number.NaN);
      }
    }
    expect(() => startScene(() => new Broken())).toThrow(/Broken.*NaN: it must be a finite number.*onDraw/s);
  });
});

describe("the pen", () => {
  test("notes each stroke with its arguments", () => {
    expect(drawn((pen) => pen.rect(1, 2, 3, 4))).toEqual([Stroke.RECT, 1, 2, 3, 4, 0]);
    expect(drawn((pen) => pen.ellipse(1, 2, 3, 4))).toEqual([Stroke.ELLIPSE, 1, 2, 3, 4]);
    expect(drawn((pen) => pen.arc(1, 2, 3, 0, 2))).toEqual([Stroke.ARC, 1, 2, 3, 0, 2]);
    expect(drawn((pen) => pen.line(1, 2, 3, 4))).toEqual([Stroke.POLYLINE, 4, 1, 2, 3, 4]);
    expect(drawn((pen) => pen.polygon([{ x: 1, y: 2 }]))).toEqual([Stroke.POLYGON, 2, 1, 2]);
    expect(drawn((pen) => pen.stroke("white"))).toEqual([Stroke.LINE, 0xffff, 0xffff, 2]);
    expect(drawn((pen) => pen.text("a😀", 1, 2))).toEqual([Stroke.TEXT, 1, 2, 20, 2, 97, 0x1f600]);
    const [a, b] = [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ];
    expect(drawn((pen) => pen.curve(a, b, b, a))).toEqual([Stroke.CURVE, 1, 2, 3, 4, 3, 4, 1, 2]);
  });

  test.each<[string, (pen: Pen) => void, string]>([
    ["no colour", (pen) => pen.fill("blurple"), "blurple"],
    ["no list", (pen) => pen.polyline(3 as never), "it must be a list of points"],
    ["no point", (pen) => pen.polygon([4 as never]), "it must be a Vec2"],
    ["a long text", (pen) => pen.text("x".repeat(300), 0, 0), "use a Label"],
  ])("refuses %s", (_what, draw, message) => expect(() => drawn(draw)).toThrow(message));

  test("a drawing is bounded", () => {
    const draw = (pen: Pen): void => {
      for (let at = 0; at < MOST_NUMBERS; at++) pen.circle(at, 0, 1);
    };
    expect(() => drawn(draw)).toThrow(`at most ${MOST_NUMBERS} numbers fit`);
  });
});
