import { describe, expect, test } from "bun:test";

import * as fc from "fast-check";

import { makeNoise } from "../../src/base/noise.ts";
import { RandomSource } from "../../src/base/random.ts";
import {
  clamp,
  damp,
  lerp,
  lerpAngle,
  moveToward,
  Node,
  noise,
  random,
  remap,
  TAU,
  Vec2,
  wrap,
} from "../../src/engine/index.ts";
import { startScene } from "./make.ts";

/** In thousandths: laws of lengths do not hold where a number has no digits left. */
const thousandths = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((whole) => whole / 1000);
const coordinate = thousandths(-10_000, 10_000);
const vec = fc.tuple(coordinate, coordinate).map(([x, y]) => new Vec2(x, y));
const angle = fc.double({ min: -10, max: 10, noNaN: true });
const distance = thousandths(0, 100);
const near = (one: number, other: number, slack = 1e-5): boolean =>
  Math.abs(one - other) <= slack * Math.max(1, Math.abs(one), Math.abs(other));
const same = (one: Vec2, other: Vec2): boolean => near(one.x, other.x) && near(one.y, other.y);

describe("Vec2", () => {
  test("add and sub undo each other", () => {
    fc.assert(fc.property(vec, vec, (a, b) => same(a.add(b).sub(b), a)));
  });
  test("a product with itself is the length squared", () => {
    fc.assert(fc.property(vec, (a) => near(a.dot(a), a.length() ** 2)));
  });
  test("cross changes its sign with the order", () => {
    fc.assert(fc.property(vec, vec, (a, b) => near(a.cross(b), -b.cross(a))));
  });
  test("turning keeps the length, and turning back is back", () => {
    const turns = (a: Vec2, turn: number): boolean =>
      near(a.rotated(turn).length(), a.length()) && same(a.rotated(turn).rotated(-turn), a);
    fc.assert(fc.property(vec, angle, turns));
  });
  test("normalized is 1 long, or 0", () => {
    fc.assert(fc.property(vec, (a) => near(a.normalized().length(), a.length() === 0 ? 0 : 1)));
  });
  test("limit is never longer, and keeps what is short", () => {
    const limits = (a: Vec2, most: number): boolean =>
      a.length() > most ? near(a.limit(most).length(), most) : same(a.limit(most), a);
    fc.assert(fc.property(vec, distance, limits));
  });
  test("angle and length make it again", () => {
    fc.assert(fc.property(vec, (a) => same(Vec2.fromAngle(a.angle(), a.length()), a)));
  });
  test("moveToward comes nearer by that much, and never too far", () => {
    const moves = (a: Vec2, b: Vec2, step: number): boolean =>
      near(a.moveToward(b, step).distanceTo(b), Math.max(a.distanceTo(b) - step, 0));
    fc.assert(fc.property(vec, vec, distance, moves));
  });

  test("makes new vectors, and says what the contract says", () => {
    const a = new Vec2(3, 4);
    expect([a.length(), a.mul(2), a.mul({ x: 2, y: 0 }), a.clone().set(1, 1), a]).toEqual([
      5,
      new Vec2(6, 8),
      new Vec2(6, 0),
      new Vec2(1, 1),
      new Vec2(3, 4),
    ]);
    expect(new Vec2(1, 0).angleTo(new Vec2(0, 1))).toBeCloseTo(Math.PI / 2);
    expect(new Vec2(0, 0).lerp(a, 0.5)).toEqual(new Vec2(1.5, 2));
    expect(() => ((Vec2.ZERO as Vec2).x = 1)).toThrow();
  });
});

describe("numbers", () => {
  test("wrap brings everything into [min, max)", () => {
    const bounds = fc.tuple(coordinate, fc.double({ min: 0.001, max: 1e4, noNaN: true }));
    fc.assert(
      fc.property(coordinate, bounds, (value, [min, size]) => {
        const inside = wrap(value, min, min + size);
        return inside >= min && inside < min + size;
      }),
    );
    expect([wrap(10, 0, 10), wrap(-1, 0, 10), wrap(3, 3, 3), wrap(370, 0, 360)]).toEqual([0, 9, 3, 10]);
    expect(wrap(-1e-20, 0, 1)).toBe(0);
  });
  test("the others are what their names say", () => {
    expect([clamp(5, 0, 3), clamp(-5, 0, 3), clamp(2, 0, 3)]).toEqual([3, 0, 2]);
    expect([lerp(2, 4, 0.25), remap(5, 0, 10, 100, 200)]).toEqual([2.5, 150]);
    expect([moveToward(0, 10, 3), moveToward(9, 10, 3), moveToward(0, -10, 3)]).toEqual([3, 10, -3]);
    expect(lerpAngle(0.1, TAU - 0.1, 0.5)).toBeCloseTo(0);
    expect(damp(damp(0, 1, 3, 0.5), 1, 3, 0.5)).toBeCloseTo(damp(0, 1, 3, 1), 12);
  });
});

describe("chance", () => {
  test("the same seed gives the same numbers; its state can be put back", () => {
    const draw = (source: RandomSource): number[] => Array.from({ length: 5 }, () => source.next());
    expect(draw(new RandomSource(1))).toEqual(draw(new RandomSource(1)));
    expect(draw(new RandomSource(1))).not.toEqual(draw(new RandomSource(2)));
    expect(draw(new RandomSource(1))).not.toEqual(draw(new RandomSource(1 + 2 ** 32)));
    const source = new RandomSource(5);
    const { state } = source;
    const first = draw(source);
    source.restore(state);
    expect(draw(source)).toEqual(first);
  });

  test("keeps its numbers: recordings depend on them", () => {
    const source = new RandomSource(1);
    expect([source.word(), source.word(), source.word()]).toEqual([2420951833, 2513034076, 3847892949]);
  });

  test("is spread evenly, as far as ten thousand draws can tell", () => {
    const source = new RandomSource(42);
    const bins = Array<number>(10).fill(0);
    for (let count = 0; count < 10_000; count++) bins[Math.floor(source.next() * 10)]!++;
    // Chi-squared with 9 degrees: above 27.9 once in a thousand seeds, and this seed is fixed.
    expect(bins.reduce((sum, bin) => sum + (bin - 1000) ** 2 / 1000, 0)).toBeLessThan(27.9);
  });

  test("random draws what it says", () => {
    startScene(() => new Node(), { seed: 3 });
    const many = <T>(draw: () => T): T[] => Array.from({ length: 2000 }, draw);
    expect(new Set(many(() => random.int(2, 5)))).toEqual(new Set([2, 3, 4, 5]));
    expect(many(() => random.float(-1, 1)).every((value) => value >= -1 && value < 1)).toBe(true);
    expect(many(() => random.angle()).every((value) => value >= 0 && value < TAU)).toBe(true);
    expect(new Set(many(() => random.pick(["a", "b"])))).toEqual(new Set(["a", "b"]));
    expect(many(() => random.point()).every(({ x, y }) => x >= 0 && x < 960 && y >= 0 && y < 540)).toBe(true);
    expect(many(() => random.chance(0.25)).filter(Boolean).length).toBeWithin(400, 600);
    const normal = many(() => random.gaussian(10, 2));
    const mean = normal.reduce((sum, value) => sum + value) / 2000;
    expect(mean).toBeCloseTo(10, 0);
    expect(Math.sqrt(normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2000)).toBeCloseTo(2, 0);
    const list = [1, 2, 3, 4, 5, 6, 7, 8];
    expect([random.shuffle(list).sort(), list]).toEqual([list, [1, 2, 3, 4, 5, 6, 7, 8]]);
    expect(() => random.pick([])).toThrow("Cannot pick from an empty list");
    const { float } = random;
    expect(float()).toBeLessThan(1);
  });

  test("noise is smooth, seeded and between -1 and 1", () => {
    const one = makeNoise(1);
    let [least, most, steepest] = [0, 0, 0];
    for (let index = 0; index < 5000; index++) {
      const [x, y] = [index * 0.037, index * 0.011];
      const value = one(x, y);
      [least, most] = [Math.min(least, value), Math.max(most, value)];
      steepest = Math.max(steepest, Math.abs(one(x + 0.001, y) - value));
    }
    expect([least >= -1, most <= 1, least < -0.5, most > 0.5, steepest < 0.01]).toEqual([true, true, true, true, true]);
    expect(makeNoise(1)(0.3, 0.7)).toBe(one(0.3, 0.7));
    expect(makeNoise(2)(0.3, 0.7)).not.toBe(one(0.3, 0.7));
    startScene(() => new Node(), { seed: 1 });
    expect([noise(0.3, 0.7), noise(-7.5)]).toEqual([one(0.3, 0.7), one(-7.5, 0)]);
  });
});
