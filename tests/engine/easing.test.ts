/** The thirty curves of Penner's, each by a value that his own formulas give, and by what its name promises. */
import { describe, expect, test } from "bun:test";

import { type Easing, easings } from "../../src/engine/easing.ts";

/** At a quarter of the time, computed from the published formulas with t, b = 0, c = 1, d = 1. */
const atQuarter: Readonly<Record<Exclude<Easing, "linear">, number>> = {
  sineIn: 0.07612,
  sineOut: 0.38268,
  sineInOut: 0.14645,
  quadIn: 0.0625,
  quadOut: 0.4375,
  quadInOut: 0.125,
  cubicIn: 0.01563,
  cubicOut: 0.57813,
  cubicInOut: 0.0625,
  quartIn: 0.00391,
  quartOut: 0.68359,
  quartInOut: 0.03125,
  quintIn: 0.00098,
  quintOut: 0.7627,
  quintInOut: 0.01563,
  expoIn: 0.00552,
  expoOut: 0.82322,
  expoInOut: 0.01563,
  circIn: 0.03175,
  circOut: 0.66144,
  circInOut: 0.06699,
  backIn: -0.06414,
  backOut: 0.81741,
  backInOut: -0.09968,
  elasticIn: -0.00552,
  elasticOut: 0.91161,
  elasticInOut: 0.01197,
  bounceIn: 0.02734,
  bounceOut: 0.47266,
  bounceInOut: 0.11719,
};
const names = Object.keys(atQuarter) as (keyof typeof atQuarter)[];

describe("easings", () => {
  test("there are thirty, and linear", () => expect(Object.keys(easings)).toEqual(["linear", ...names]));

  test.each(names)("%s is the published curve", (name) => {
    expect(easings[name](0.25)).toBeCloseTo(atQuarter[name], 4);
  });

  test.each(names.filter((name) => name.endsWith("InOut")))("%s is its own mirror image", (name) => {
    for (const t of [0.05, 0.2, 0.35, 0.45]) expect(easings[name](t)).toBeCloseTo(1 - easings[name](1 - t), 12);
  });
});
