/** A stage on which nothing changes: it is seldom woken, and misses nothing. */
import { afterAll, expect, test } from "bun:test";

import { Metronome } from "../../src/live/metronome.ts";
import { closeAll, openReal, put, until } from "./children.ts";
import { HandClock } from "./hand-clock.ts";

afterAll(closeAll);

function idleMetronome() {
  const clock = new HandClock();
  const beats: { ticks: number; dropped: number }[] = [];
  // A thousand ticks a second: one each millisecond.
  const metronome = new Metronome(
    clock,
    1000,
    (ticks, dropped) => beats.push({ ticks, dropped }),
    () => true,
  );
  metronome.start();
  return { clock, beats, metronome };
}

test("[T12] where nothing changes the clock beats for nine ticks at once, and drops none", async () => {
  const { clock, beats } = idleMetronome();
  await clock.advance(91);
  expect(beats).toEqual([1, ...Array<number>(10).fill(9)].map((ticks) => ({ ticks, dropped: 0 })));
  expect(clock.timers).toBe(1);
});

test("[T12] a clock that is hurried beats for what is due, and then as always", async () => {
  const { clock, beats, metronome } = idleMetronome();
  await clock.advance(5);
  metronome.hurry();
  await clock.advance(0);
  expect(beats).toEqual([
    { ticks: 1, dropped: 0 },
    { ticks: 4, dropped: 0 },
  ]);
  metronome.rest();
  metronome.hurry();
  expect(clock.timers).toBe(0);
});

/** It moves for two ticks when a key is pressed, and rests. */
const sleeper = `import { Circle, Node2D } from "nodegen";
export default class Sleeper extends Node2D {
  ball = this.addChild(new Circle({ name: "Ball", radius: 8 }));
  onInput() {
    this.ball.tween({ x: this.ball.x + 100 }, 2 / 64);
    console.log("woken");
  }
}`;

test("[T12] a real module that rests is woken by a key, by a viewer and by an edit, at the next tick", async () => {
  const { stage, page } = await openReal();
  const slot = await put(stage, sleeper);
  await until(stage, page, () => stage.status().tick > 64);
  stage.input([{ type: "keyDown", key: "a", repeat: false, viewer: 1 }]);
  await until(stage, page, () => page.node(slot, "Ball")?.values[0] === 100);
  expect(page.of("log").flatMap(({ lines }) => lines.map(({ text }) => text))).toEqual(["woken"]);
  const [described] = await stage.describe();
  const ball = described!.tree!.children[0]!;
  expect(await stage.edit(ball.id, { radius: 20 })).toEqual({ ok: true, value: { radius: 20 } });
  const { tick } = stage.status();
  await until(stage, page, () => stage.status().tick > tick + 64);
  await stage.close();
});
