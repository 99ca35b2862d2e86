/** Sounds are described, not heard: what is counted, kept and refused. */
import { describe, expect, test } from "bun:test";

import { Sound } from "../../src/engine/index.ts";
import { playedAt } from "../../src/engine/sound/sound.ts";
import { startScene, step } from "./make.ts";

describe("Sound", () => {
  test("counts what is played, with the frequency of that play", () => {
    const { root } = startScene(() => new Sound({ frequency: 220 }));
    expect([root.plays, root.stopped]).toEqual([0, false]);
    root.play();
    expect([root.plays, playedAt(root)]).toEqual([1, 220]);
    root.play(880);
    expect([root.plays, playedAt(root), root.frequency]).toEqual([2, 880, 220]);
    root.stop();
    expect(root.stopped).toBe(true);
    root.play();
    expect(root.stopped).toBe(false);
  });

  test("is part of the state, and the count goes on over a swap", () => {
    const { scene, root } = startScene(() => new Sound());
    const before = scene.stateBytes();
    root.play();
    expect(scene.stateBytes()).not.toEqual(before);
    step(scene);
    const next = startScene(() => new Sound());
    next.scene.restore(scene.snapshot());
    expect(next.root.plays).toBe(1);
  });

  test("keeps a copy of its samples", () => {
    const samples = [0, 0.5, -0.5];
    const { root } = startScene(() => new Sound({ wave: "sample", samples }));
    samples.push(1);
    expect(root.samples).toEqual([0, 0.5, -0.5]);
  });

  test.each<[() => unknown, string]>([
    [() => new Sound().play(0), "Cannot play 0 Hz"],
    [() => new Sound().play(Number.NaN), "Cannot play NaN Hz"],
    [() => new Sound({ wave: "saw" as never }), 'it must be one of "sine"'],
    [() => new Sound({ samples: [Number.NaN] }), "it must be a list of finite numbers"],
    [() => new Sound({ samples: Array<number>(40_000).fill(0) }), "at most 32768 samples fit"],
  ])("what is wrong is refused: %#", (run, message) => {
    startScene(() => new Sound());
    expect(run).toThrow(message);
  });
});
