/** The soak itself, for some seconds: it does all that it says, leaves nothing behind, and tells what did not hold. */
import { expect, test } from "bun:test";

import { children, slope } from "./measure.ts";
import { hostileModules } from "./modules.ts";
import { soak } from "./soak.ts";

test("[T7] swaps, viewers, hostile modules and killed children leave no process and no descriptor behind", async () => {
  const before = children();
  const told: string[] = [];
  const report = await soak({ minutes: 0.02, least: 14, seed: 23, tell: (line) => told.push(line) });
  expect(report.failures).toEqual([]);
  // The seed is one that draws them all.
  for (const action of ["swaps", "edits", "viewers came", "hostile modules", "children killed"])
    expect(report.done[action]).toBeGreaterThan(0);
  expect(report.back.length).toBeGreaterThan(0);
  expect(report.ticks).toBeGreaterThan(0);
  expect(report.samples.length).toBeGreaterThan(1);
  expect(told[0]).toStartWith("0.0 min: tick ");
  expect(children()).toEqual(before);
  expect(Object.keys(hostileModules).length).toBeGreaterThan(5);
}, 60_000);

test("what grows is seen, and what filled up in the first half is not", () => {
  const at = [0, 1, 2, 3, 4, 5, 6, 7];
  const samples = (of: (minute: number) => number) =>
    at.map((minute) => ({ at: minute, heap: of(minute), rss: 0, childRss: Number.NaN }));
  expect(
    slope(
      samples((minute) => 10 + 2 * minute),
      "heap",
    ),
  ).toBeCloseTo(2);
  expect(
    slope(
      samples((minute) => Math.min(minute, 3)),
      "heap",
    ),
  ).toBeCloseTo(0);
  expect(
    slope(
      samples((minute) => minute),
      "childRss",
    ),
  ).toBe(0);
  expect(slope([], "heap")).toBe(0);
});
