/** Names, places and ranks of modules on a stage, with children that are no processes. */
import { expect, test } from "bun:test";

import type { InputRecord } from "../../src/base/input-record.ts";
import { openStage } from "../../src/live/open-stage.ts";
import { fakeModule, FakeSandbox } from "./fake-sandbox.ts";
import { HandClock } from "./hand-clock.ts";
import { TestPage } from "./page.ts";

const TICK = 1000 / 64;
const about = { description: "a ball", path: "out/ball.ts" };

async function staged(...names: string[]) {
  const clock = new HandClock();
  const sandbox = new FakeSandbox();
  const stage = openStage({ sandbox, width: 960, height: 540, seed: 1, clock });
  const page = new TestPage();
  stage.watch(page);
  for (const name of names) await stage.add(fakeModule(name), about);
  return { clock, sandbox, stage, page };
}

test("[T11] a module is reordered, and everybody is told the new order", async () => {
  const { stage, page } = await staged("A", "B", "C");
  const names = () => stage.slots().map(({ name }) => name);
  expect(stage.arrange(3, { order: 0 })).toMatchObject({ ok: true });
  expect(names()).toEqual(["C", "A", "B"]);
  expect(
    page
      .of("slots")
      .at(-1)!
      .slots.map(({ slot }) => slot),
  ).toEqual([3, 1, 2]);
  stage.arrange(3, { order: 99 });
  expect(names()).toEqual(["A", "B", "C"]);
  expect(stage.arrange(4, { order: 0 })).toMatchObject({ ok: false, error: { code: "SLOT_NOT_FOUND" } });
});

test("[T11] the pointer reaches a module where its picture stands; keys and the others stay as they are", async () => {
  const { clock, sandbox, stage } = await staged("A", "B");
  expect(stage.arrange(2, { x: 100, y: 40, scale: 0.5 })).toMatchObject({
    ok: true,
    value: { slot: 2, place: { x: 100, y: 40, scale: 0.5, visible: true } },
  });
  const move: InputRecord = { type: "pointerMove", x: 110, y: 50, button: 0, viewer: 1 };
  const key: InputRecord = { type: "keyDown", key: "a", repeat: false, viewer: 1 };
  stage.input([move, key]);
  await clock.advance(TICK);
  const [a, b] = sandbox.sessions.map((session) => session.turns.at(-1)!.input);
  expect(a).toEqual([move, key]);
  expect(b).toEqual([{ ...move, x: 20, y: 20 }, key]);
});

test("[T11] a name and a place stay through a swap, and can be taken back", async () => {
  const { stage } = await staged("A");
  stage.arrange(1, { name: "Left", x: 5, visible: false });
  await stage.swap(1, fakeModule("Other"), about);
  expect(stage.slots()[0]).toMatchObject({ name: "Left", place: { x: 5, y: 0, scale: 1, visible: false } });
  stage.arrange(1, { name: "", x: 0, visible: true });
  expect(stage.slots()[0]).toMatchObject({ name: "Other", place: undefined });
});

test.each([{ x: Number.NaN }, { y: 1e9 }, { scale: 0 }, { order: 1.5 }, { name: "a".repeat(81) }])(
  "%j is out of range, and changes nothing",
  async (change) => {
    const { stage } = await staged("A");
    const before = stage.slots();
    expect(stage.arrange(1, change)).toMatchObject({ ok: false, error: { code: "PLACE_OUT_OF_RANGE" } });
    expect(stage.slots()).toEqual(before);
  },
);
