/** Plots, moments and the page's arrangement: what is remembered, for how long, and of what. */
import { describe, expect, test } from "bun:test";

import type { PropertyDescription } from "../../src/base/node-description.ts";
import { stageId } from "../../src/viewer/ids.ts";
import { measure } from "../../src/viewer/moments.ts";
import { addSample, type Plot, plotsOf, rangeOf, sampleDescription, samplePlots } from "../../src/viewer/plots.ts";
import { keep, recall } from "../../src/viewer/preferences.ts";
import { createState } from "../../src/viewer/state.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { FrameEncoder } from "../../src/wire/frame-encoder.ts";
import { TestNode } from "../wire/scene.ts";

const plot = (property: string): Plot => ({ node: stageId(1, 1), property, title: property, samples: [] });
const vector = { name: "position", type: "vector", tunable: false, value: { x: 1, y: 2 }, initial: null } as const;

describe("plots", () => {
  test("numbers of the wire are sampled with every frame, and a vector is two of them", () => {
    const node = new TestNode(1, 0, "Circle", "Ball", { x: 5, radius: 2 });
    const [encoder, decoder] = [new FrameEncoder(), new FrameDecoder()];
    const plots = [...plotsOf(stageId(1, 1), "Ball", vector), plot("radius"), plot("color"), plot("score")].map(
      (one) => ({ ...one, samples: [] as Plot["samples"] }),
    );
    for (let tick = 1; tick <= 3; tick++) {
      node.set("x", 5 * tick);
      decoder.apply(encoder.encode(tick, [node], tick === 1));
      samplePlots(plots, 1, decoder);
      samplePlots(plots, 2, decoder);
    }
    expect(plots.map(({ property }) => property)).toEqual(["position.x", "position.y", "radius", "color", "score"]);
    expect(plots[0]!.samples).toEqual([
      { tick: 1, value: 5 },
      { tick: 2, value: 10 },
      { tick: 3, value: 15 },
    ]);
    expect(plots.map(({ samples }) => samples.length)).toEqual([3, 3, 3, 0, 0]);
  });

  test("other numbers are sampled as they are described, at the tick that is shown", () => {
    const property = (name: string, value: PropertyDescription["value"]): PropertyDescription => ({
      name,
      value,
      initial: value,
      type: "number",
      tunable: true,
    });
    const properties = [property("score", 7), property("title", "x"), vector];
    const description = { id: 1, name: "", type: "", base: "", path: "/", children: [], properties };
    const plots = [plot("score"), plot("title"), plot("position.y"), plot("gone")];
    sampleDescription(plots, stageId(1, 1), description, { node: () => undefined, tickOf: () => 9 });
    sampleDescription(plots, stageId(1, 2), description, { node: () => undefined, tickOf: () => 10 });
    expect(plots.map(({ samples }) => samples.map(({ tick, value }) => [tick, value]))).toEqual([
      [[9, 7]],
      [],
      [[9, 2]],
      [],
    ]);
  });

  test("are bounded; a restart begins anew; what is no number is left out", () => {
    const long = plot("x");
    for (let tick = 0; tick < 2000; tick++) addSample(long, tick, tick);
    expect([long.samples.length, long.samples.at(-1)!.tick]).toEqual([576, 1999]);
    addSample(long, 3, 1);
    addSample(long, 4, Number.NaN);
    expect(long.samples).toEqual([{ tick: 3, value: 1 }]);
  });

  test("have a range that can be drawn, whatever is in them", () => {
    for (const values of [[], [0], [5, 5], [-1e9, 1e9], [1e-9]]) {
      const [low, high] = rangeOf(values.map((value, tick) => ({ tick, value })));
      expect(high).toBeGreaterThan(low);
    }
  });
});

test("a module's ticks are measured against the stage's moments while they come", () => {
  const first = measure(
    new Map(),
    100,
    new Map([
      [1, 100],
      [2, 40],
    ]),
  );
  expect([first.get(1)?.ahead, first.get(2)?.ahead]).toEqual([0, 60]);
  // Slot 1 rests, slot 2 was restarted, slot 3 is new.
  const second = measure(
    first,
    164,
    new Map([
      [1, 100],
      [2, 10],
      [3, 1],
    ]),
  );
  expect([1, 2, 3].map((slot) => second.get(slot)?.ahead)).toEqual([0, 154, 163]);
});

describe("the page's arrangement", () => {
  const shelf = (kept: string | null) => ({ getItem: () => kept, setItem: (_: string, text: string) => (kept = text) });

  test("is found as it was left", () => {
    const [before, after] = [createState(), createState()];
    const place = shelf(null);
    before.panels.value = { left: false, right: true };
    before.tab.value = "log";
    keep(before, place);
    recall(after, place);
    expect([after.panels.value, after.tab.value]).toEqual([{ left: false, right: true }, "log"]);
  });

  test("is the usual one where nothing, or something else, was kept", () => {
    for (const kept of [null, "", "{", "null", "[1]", '{"tab":"__proto__","left":"no"}']) {
      const state = createState();
      recall(state, shelf(kept));
      expect([state.panels.value, state.tab.value]).toEqual([{ left: true, right: true }, "inspector"]);
    }
    recall(createState(), undefined);
  });

  test("is not kept on a shelf that is full, and nothing else comes of it", () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(() => keep(createState(), full)).not.toThrow();
  });
});
