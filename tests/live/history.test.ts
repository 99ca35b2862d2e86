/** Looking back: what is kept of the past, within its bounds, and what a page gets of it. */
import { describe, expect, test } from "bun:test";

import { History } from "../../src/live/history.ts";
import { openStage } from "../../src/live/open-stage.ts";
import { EnvelopeType, unpack } from "../../src/wire/envelope.ts";
import { FrameDecoder } from "../../src/wire/frame-decoder.ts";
import { OPEN, readStretch, type Stretch, StretchWriter } from "../../src/wire/past.ts";
import { fakeModule, FakeSandbox } from "./fake-sandbox.ts";
import { HandClock, settled } from "./hand-clock.ts";

const TICK = 1000 / 64;
const about = { description: "a ball", path: "out/ball.ts" };

function stretchOf(message: Uint8Array): { slot: number; stretch: Stretch } {
  const envelope = unpack(message);
  if (!envelope.ok) throw new Error(envelope.error);
  expect(envelope.value.type).toBe(EnvelopeType.PAST);
  const stretch = readStretch(envelope.value.frame);
  if (!stretch.ok) throw new Error(stretch.error);
  return { slot: envelope.value.slot, stretch: stretch.value };
}

/** Where the fake module's ball was. */
function ballAt(message: Uint8Array, moment: number): number {
  const decoder = new FrameDecoder();
  for (const frame of stretchOf(message).stretch.frames)
    if (frame.moment <= moment) expect(decoder.apply(frame.bytes)).toMatchObject({ ok: true });
  return decoder.nodes.get(2)!.values[0]!;
}

async function staged() {
  const clock = new HandClock();
  const sandbox = new FakeSandbox();
  const stage = openStage({ sandbox, width: 960, height: 540, seed: 1, clock });
  await stage.add(fakeModule("Ball"), about);
  return { clock, sandbox, stage };
}

describe("a stage looks back", () => {
  test("[T9] to any tick of the last minute and more, each as it was shown", async () => {
    const { clock, stage } = await staged();
    await clock.advance(90_000);
    expect(stage.status().history).toEqual({ from: 0, to: 90 * 64 });
    for (const moment of [0, 1, 63, 64, 65, 1000, 5759, 5760]) {
      const [past] = stage.past(moment).slots;
      expect(ballAt(past!.message, moment)).toBe(moment);
    }
    expect(stage.past(9e9).slots.length).toBe(1);
  });

  test("[T9] over a restart, a swap and a removal, in moments that never go back", async () => {
    const { clock, stage } = await staged();
    await stage.add(fakeModule("Other"), about);
    await clock.advance(100 * TICK);
    stage.transport({ action: "restart" });
    await settled();
    await clock.advance(20 * TICK);
    stage.remove(2);
    await clock.advance(10 * TICK);
    expect(stage.status()).toMatchObject({ tick: 30, history: { from: 0, to: 130 } });
    const slotsAt = (moment: number) => stage.past(moment).slots.map(({ slot }) => slot);
    expect([slotsAt(100), slotsAt(119), slotsAt(120)]).toEqual([[1, 2], [1, 2], [1]]);
    expect(stage.past(110)).toMatchObject({ from: 100, until: 120 });
    expect(stage.past(125)).toMatchObject({ from: 120, until: 131 });
    expect(ballAt(stage.past(99).slots[0]!.message, 99)).toBe(99);
    expect(ballAt(stage.past(110).slots[0]!.message, 110)).toBe(10);
  });

  test("[T9] and while it is paused", async () => {
    const { clock, stage } = await staged();
    await clock.advance(10 * TICK);
    stage.transport({ action: "pause" });
    stage.transport({ action: "step", ticks: 2 });
    await settled();
    expect(stage.status().history).toEqual({ from: 0, to: 12 });
    expect(ballAt(stage.past(11).slots[0]!.message, 11)).toBe(11);
  });
});

describe("what is kept", () => {
  const bounds = { bytes: 200_000, least: 600, most: 2000 };
  const keyframe = new Uint8Array(1000).fill(1);

  function filled(moments: number, deltaBytes: number, slots = 1): History {
    const history = new History(bounds);
    const delta = new Uint8Array(deltaBytes).fill(2);
    for (let moment = 1; moment <= moments; moment++) {
      history.advance(moment);
      for (let slot = 1; slot <= slots; slot++)
        history.show(slot, moment, delta, history.lacks(slot) ? keyframe : undefined);
    }
    return history;
  }
  const bytesOf = (history: History, moments: number) => {
    const seen = new Map<string, number>();
    for (let moment = 0; moment <= moments; moment++)
      for (const { slot, message } of history.at(moment).slots) {
        const { stretch } = stretchOf(message);
        seen.set(`${slot} ${stretch.first}`, message.length);
      }
    return [...seen.values()].reduce((sum, size) => sum + size, 0);
  };

  test("[T9] nothing older than the longest time", () => {
    const { from, to, coarseUntil } = filled(10_000, 2).range;
    expect([from, to, coarseUntil]).toEqual([8000, 10_000, undefined]);
  });

  test("[T9] with too little room what is older than a minute goes first, and the minute is whole", () => {
    const history = filled(5000, 200);
    const { from, to, coarseUntil } = history.range;
    expect(coarseUntil).toBeUndefined();
    expect(to - from).toBeGreaterThanOrEqual(600);
    expect(to - from).toBeLessThan(1500);
    expect(bytesOf(history, 5000)).toBeLessThan(bounds.bytes);
  });

  test("[T9] with less room the older part of the minute is left as single pictures, and it says so", () => {
    const history = filled(5000, 1500);
    const { from, to, coarseUntil } = history.range;
    expect(to - from).toBeGreaterThanOrEqual(600);
    expect(coarseUntil).toBeGreaterThan(from);
    expect(stretchOf(history.at(from + 10).slots[0]!.message).stretch).toMatchObject({ isCoarse: true });
    expect(stretchOf(history.at(from + 10).slots[0]!.message).stretch.frames.length).toBe(1);
    expect(stretchOf(history.at(to).slots[0]!.message).stretch.until).toBe(OPEN);
    expect(bytesOf(history, 5000)).toBeLessThan(2 * bounds.bytes);
  });

  test("[T9] a stage that asks for more than there is room keeps what is newest", () => {
    const history = filled(3000, 500, 30);
    expect(history.at(3000).slots.length).toBe(30);
    expect(history.range.to - history.range.from).toBeLessThan(600);
  });

  test("[T9] frames that are small parts of large replies count with what they keep alive", () => {
    const history = new History(bounds);
    history.begin(1, 0, keyframe);
    for (let moment = 1; moment <= 64; moment++) {
      history.advance(moment);
      if (history.lacks(1)) history.begin(1, moment, keyframe);
      history.show(1, moment, new Uint8Array(2 ** 20).subarray(0, 9));
    }
    // Two megabytes end a stretch, and then it has bytes of its own.
    const { from, until } = history.at(10);
    expect(until - from).toBe(2);
    expect(bytesOf(history, 64)).toBeLessThan(2 ** 16);
  });

  test("a module in which nothing changes needs no keyframes", () => {
    const history = new History(bounds);
    history.begin(1, 0, keyframe);
    for (let moment = 1; moment < 5000; moment++) {
      history.advance(moment);
      expect(history.lacks(1)).toBe(false);
      history.show(1, moment, new Uint8Array(0));
    }
    expect(history.at(4999).slots.length).toBe(1);
  });
});

test("[F3] any bytes are a stretch or a sentence", () => {
  const writer = new StretchWriter(5, new Uint8Array([1, 2, 3]));
  writer.append(6, new Uint8Array([4]));
  const bytes = writer.pack();
  expect(readStretch(bytes)).toMatchObject({ ok: true, value: { first: 5, frames: [{ moment: 5 }, { moment: 6 }] } });
  for (let length = 0; length < bytes.length; length++) {
    const read = readStretch(bytes.subarray(0, length));
    // Cut between two frames it is a shorter one.
    if (length !== 12 + 8 + 3)
      expect(read).toMatchObject({ ok: false, error: expect.stringContaining("Cannot read the past") });
  }
  for (let at = 0; at < bytes.length; at++) for (const value of [0, 255]) readStretch(bytes.with(at, value));
});
