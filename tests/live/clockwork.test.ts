/** The loop, turned by hand, with children that are no processes. */
import { afterEach, describe, expect, test } from "bun:test";

import type { InputRecord } from "../../src/base/input-record.ts";
import { FULL, PATIENCE_MS } from "../../src/live/audience.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import { fakeModule, FakeSandbox, finding } from "./fake-sandbox.ts";
import { HandClock, settled } from "./hand-clock.ts";
import { TestPage } from "./page.ts";

const TICK = 1000 / 64;
const about = { description: "a ball", path: "out/ball.ts" };
const key = (name: string): InputRecord => ({ type: "keyDown", key: name, repeat: false, viewer: 1 });

let open: Stage[] = [];
afterEach(async () => {
  await Promise.all(open.map((stage) => stage.close()));
  open = [];
});

async function staged(...behaviours: string[]) {
  const clock = new HandClock();
  const sandbox = new FakeSandbox();
  const stage = openStage({ sandbox, width: 960, height: 540, seed: 1, clock });
  open.push(stage);
  const page = new TestPage();
  stage.watch(page);
  for (const [i, behaviour] of behaviours.entries()) {
    const added = await stage.add(fakeModule(`Ball${i + 1}`, behaviour), about);
    if (!added.ok) throw new Error(JSON.stringify(added.error));
  }
  return { clock, sandbox, stage, page };
}

describe("time", () => {
  test("[T1] 64 ticks are played in a second, and the page sees each", async () => {
    const { clock, stage, page } = await staged("");
    await clock.advance(1000);
    expect(stage.status()).toMatchObject({ running: true, tick: 64, nodes: 2, viewers: 1, droppedTicks: 0 });
    expect(page.x(1)).toBe(64);
    expect(page.counts.deltas).toBe(64);
  });

  test("late wake-ups do not add up", async () => {
    const { clock, stage } = await staged("");
    for (let i = 0; i < 60; i++) await clock.stall(17);
    expect(stage.status()).toMatchObject({ tick: Math.floor((60 * 17) / TICK), droppedTicks: 0 });
  });

  test("[T1] a stall is caught up to a quarter of a second; the rest is dropped and counted", async () => {
    const { clock, stage, page } = await staged("");
    await clock.stall(10 * TICK);
    expect(stage.status()).toMatchObject({ tick: 10, droppedTicks: 0 });
    await clock.stall(100 * TICK);
    expect(stage.status()).toMatchObject({ tick: 26, droppedTicks: 84 });
    expect(page.x(1)).toBe(26);
  });

  test.each([0.1, 0.5, 2, 10])("at speed %d", async (speed) => {
    const { clock, stage } = await staged("");
    expect(stage.transport({ action: "play", speed })).toMatchObject({ ok: true });
    await clock.advance(10_000);
    expect(stage.status()).toMatchObject({ tick: 640 * speed, speed });
  });

  test.each([0, 0.05, 11, Number.NaN, Number.POSITIVE_INFINITY])("speed %d is refused", async (speed) => {
    const { stage } = await staged("");
    expect(stage.transport({ action: "play", speed })).toMatchObject({
      ok: false,
      error: { code: "TRANSPORT_OUT_OF_RANGE" },
    });
  });

  test("[T2] paused, nothing plays and no timer runs; steps play exactly as many ticks", async () => {
    const { clock, stage, page } = await staged("", "");
    await clock.advance(3 * TICK);
    stage.transport({ action: "pause" });
    expect(clock.timers).toBe(0);
    await clock.advance(1000);
    expect(stage.status()).toMatchObject({ running: false, tick: 3 });
    stage.transport({ action: "step", ticks: 90 });
    stage.transport({ action: "step", ticks: 10 });
    await settled();
    expect([page.x(1), page.x(2)]).toEqual([103, 103]);
    expect(stage.status()).toMatchObject({ running: false, tick: 103, droppedTicks: 0 });
    expect(stage.transport({ action: "step", ticks: 1e9 })).toMatchObject({ ok: false });
    expect(stage.transport({ action: "step", ticks: 0.5 })).toMatchObject({ ok: false });
  });

  test("[T2] an empty stage runs no timer", async () => {
    const { clock, stage } = await staged();
    expect(clock.timers).toBe(0);
    await stage.add(fakeModule("Ball"), about);
    expect(clock.timers).toBe(1);
    stage.remove(1);
    expect(clock.timers).toBe(0);
  });

  test("restart begins at tick 0 in fresh children", async () => {
    const { clock, sandbox, stage, page } = await staged("", "");
    await clock.advance(1000);
    stage.transport({ action: "restart" });
    await settled();
    expect(stage.status()).toMatchObject({ tick: 0, running: true });
    expect([page.x(1), page.x(2)]).toEqual([0, 0]);
    expect(sandbox.sessions.map((session) => session.isOver)).toEqual([true, true, false, false]);
    await clock.advance(10 * TICK);
    expect([page.x(1), page.x(2)]).toEqual([10, 10]);
  });
});

describe("modules beside each other", () => {
  test("[T3] a hung one costs the others no tick", async () => {
    const { clock, sandbox, stage, page } = await staged("hang@10", "");
    await clock.advance(1000);
    expect([page.x(1), page.x(2)]).toEqual([9, 64]);
    expect(stage.status().droppedTicks).toBeGreaterThan(30);
    sandbox.sessions[0]!.kill("did not answer within 250 ms");
    await settled();
    expect(page.of("fault")).toEqual([
      { type: "fault", slot: 1, reason: "did not answer within 250 ms", findings: [] },
    ]);
    expect(stage.slots().map((slot) => slot.state)).toEqual(["quarantined", "live"]);
    await clock.advance(1000);
    expect([page.x(1), page.x(2)]).toEqual([9, 128]);
  });

  test("[T3] one that dies is quarantined with its findings, and brought back from its last snapshot", async () => {
    const { clock, stage, page } = await staged("die@100", "");
    await clock.advance(2000);
    expect(page.of("fault")).toEqual([{ type: "fault", slot: 1, reason: "it died", findings: [finding("it died")] }]);
    expect(stage.slots()[0]).toMatchObject({ state: "quarantined", reason: "it died", findings: [finding("it died")] });
    const revived = await stage.revive(1);
    expect(revived).toMatchObject({ ok: true, value: { state: "live", findings: [] } });
    expect(page.x(1)).toBe(64);
    await clock.advance(10 * TICK);
    expect(page.x(1)).toBe(74);
    expect(page.x(2)).toBe(138);
  });

  test("[T3] one that sends bytes that are no frame is stopped, and nobody is sent them", async () => {
    const { clock, sandbox, stage, page } = await staged("", "garbage@3");
    await clock.advance(10 * TICK);
    expect(page.of("fault")).toMatchObject([{ slot: 2, reason: "it sent bytes that are no frame" }]);
    expect([page.x(1), page.x(2)]).toEqual([10, 2]);
    expect(sandbox.sessions[1]!.isOver).toBe(true);
    expect(stage.slots()[1]!.state).toBe("quarantined");
  });

  test("one that cannot start is refused with its findings, and leaves no trace", async () => {
    const { stage, page } = await staged("");
    const added = await stage.add(fakeModule("Bad", "broken"), about);
    expect(added).toEqual({ ok: false, error: [finding("it throws when it is constructed")] });
    expect(stage.slots().map((slot) => slot.slot)).toEqual([1]);
    expect(page.of("fault")).toEqual([]);
  });

  test("what the sandbox has not proven is our own mistake", async () => {
    const { stage } = await staged();
    const forged = { ...fakeModule("Ball") };
    await expect(stage.add(forged as never, about)).rejects.toThrow("only modules that the sandbox has proven");
  });

  test("places are never used again, and pages drop what was removed", async () => {
    const { stage, page } = await staged("", "");
    expect(stage.remove(2)).toEqual({ ok: true, value: null });
    expect(page.decoders.has(2)).toBe(false);
    expect(await stage.add(fakeModule("Ball3"), about)).toMatchObject({ ok: true, value: { slot: 3 } });
    expect(stage.remove(2)).toMatchObject({ ok: false, error: { code: "SLOT_NOT_FOUND" } });
  });

  test("[T7] a stage that is closed while a module starts leaves no child behind", async () => {
    const { sandbox, stage } = await staged();
    const opening = Promise.withResolvers<void>();
    sandbox.gate = opening.promise;
    const adding = stage.add(fakeModule("Ball"), about);
    await settled();
    await stage.close();
    opening.resolve();
    expect(await adding).toMatchObject({ ok: false });
    expect(sandbox.sessions.map((session) => session.isOver)).toEqual([true]);
    expect(await stage.add(fakeModule("Ball"), about)).toMatchObject({ ok: false, error: { code: "STAGE_CLOSED" } });
  });
});

describe("what people do", () => {
  test("[T6] input reaches every module at its next tick, in order, once", async () => {
    const { clock, sandbox, stage } = await staged("", "");
    stage.input([key("a"), key("b")]);
    stage.input([key("c")]);
    await clock.advance(3 * TICK);
    for (const { turns } of sandbox.sessions)
      expect(turns.map(({ input }) => input)).toEqual([[key("a"), key("b"), key("c")], [], []]);
  });

  test("a flood of moves is bounded, and keys are kept", async () => {
    const { clock, sandbox, stage } = await staged("");
    const move: InputRecord = { type: "pointerMove", x: 1, y: 2, button: 0, viewer: 1 };
    stage.input([...Array<InputRecord>(5000).fill(move), key("a")]);
    await clock.advance(TICK);
    const { input } = sandbox.sessions[0]!.turns[0]!;
    expect(input.length).toBeLessThan(1000);
    expect(input.at(-1)).toEqual(key("a"));
  });

  test("[T6] an edit is made at the next tick and answered with the value as it stands", async () => {
    const { clock, stage } = await staged("");
    const ball = 2 ** 32 + 2;
    const edited = stage.edit(ball, { radius: 500 });
    const wrong = stage.edit(ball, { radius: 7, size: 3 });
    const gone = stage.edit(2 ** 32 + 99, { radius: 20 });
    await clock.advance(TICK);
    expect(await edited).toEqual({ ok: true, value: { radius: 20 } });
    expect(await wrong).toMatchObject({
      ok: false,
      error: { code: "EDIT_REFUSED", message: 'Cannot edit the node: there is no "size"' },
    });
    expect(await gone).toMatchObject({
      ok: false,
      error: { code: "NODE_NOT_FOUND", message: `Cannot edit node ${2 ** 32 + 99}: it is not on the stage` },
    });
    expect(await stage.edit(9 * 2 ** 32 + 1, {})).toMatchObject({ ok: false, error: { code: "NODE_NOT_FOUND" } });
  });

  test("an edit that a module does not survive is answered, and so is one that comes after", async () => {
    const { clock, sandbox, stage } = await staged("hang@1");
    const ball = 2 ** 32 + 2;
    const [during, behind] = [stage.edit(ball, { radius: 3 }), settled().then(() => stage.edit(ball, { radius: 4 }))];
    await clock.advance(3 * TICK);
    sandbox.sessions[0]!.kill("did not answer within 250 ms");
    const stopped = {
      ok: false,
      error: { code: "MODULE_STOPPED", message: 'Cannot edit "Ball1": it was stopped, did not answer within 250 ms' },
    };
    expect(await during).toMatchObject(stopped);
    expect(await behind).toMatchObject(stopped);
    expect(await stage.edit(ball, { radius: 5 })).toMatchObject(stopped);
  });

  test("[T6] on a paused stage edits are made while time stands still, and input waits for the next tick", async () => {
    const { clock, sandbox, stage, page } = await staged("");
    await clock.advance(3 * TICK);
    const justBefore = stage.edit(2 ** 32 + 2, { radius: 3 });
    stage.transport({ action: "pause" });
    stage.input([key("a")]);
    expect(await justBefore).toEqual({ ok: true, value: { radius: 3 } });
    expect(await stage.edit(2 ** 32 + 2, { radius: 300 })).toEqual({ ok: true, value: { radius: 100 } });
    expect(page.x(1)).toBe(3);
    expect(stage.status().tick).toBe(3);
    expect(page.decoders.get(1)!.nodes.get(2)!.values[12]).toBe(100);
    const { turns } = sandbox.sessions[0]!;
    expect(turns.slice(3).map(({ hold, input }) => [hold, input])).toEqual([
      [true, []],
      [true, []],
    ]);
    stage.transport({ action: "step" });
    await settled();
    expect(turns.at(-1)).toMatchObject({ input: [key("a")] });
    expect(page.x(1)).toBe(4);
  });

  test("[T6] a viewer that leaves lets go of what it held", async () => {
    const { clock, sandbox, stage } = await staged("");
    const at = { x: 1, y: 2, button: 0 } as const;
    stage.input([key("a"), key("b"), { type: "keyUp", key: "b", repeat: false, viewer: 1 }]);
    stage.input([
      { ...key("c"), viewer: 2 },
      { type: "pointerDown", ...at, viewer: 1 },
    ]);
    stage.input([{ type: "pointerMove", ...at, x: 9, button: -1, viewer: 1 }]);
    await clock.advance(TICK);
    stage.release(1);
    stage.release(1);
    await clock.advance(TICK);
    expect(sandbox.sessions[0]!.turns[1]!.input).toEqual([
      { type: "keyUp", key: "a", repeat: false, viewer: 1 },
      { type: "pointerUp", ...at, x: 9, viewer: 1 },
    ]);
  });

  test("[T2] a step that is asked for while a restart is under way is played after it", async () => {
    const { clock, sandbox, stage, page } = await staged("");
    await clock.advance(10 * TICK);
    const opening = Promise.withResolvers<void>();
    sandbox.gate = opening.promise;
    stage.transport({ action: "restart" });
    stage.transport({ action: "pause" });
    stage.transport({ action: "step", ticks: 3 });
    await settled();
    opening.resolve();
    await settled();
    expect(page.x(1)).toBe(3);
    expect(stage.status()).toMatchObject({ running: false, tick: 3 });
  });

  test("the tree is described with the stage's ids", async () => {
    const { stage } = await staged("", "");
    const described = await stage.describe();
    expect(described.map(({ slot, name, tree }) => [slot, name, tree?.id, tree?.children[0]?.id])).toEqual([
      [1, "Ball1", 2 ** 32 + 1, 2 ** 32 + 2],
      [2, "Ball2", 2 * 2 ** 32 + 1, 2 * 2 ** 32 + 2],
    ]);
  });
});

describe("viewers", () => {
  test("[T5] may join at any tick, and while the stage rests", async () => {
    const { clock, stage } = await staged("");
    await clock.advance(10 * TICK);
    const late = new TestPage();
    stage.watch(late);
    await clock.advance(5 * TICK);
    expect([late.x(1), late.counts]).toEqual([15, { keyframes: 1, deltas: 4 }]);
    stage.transport({ action: "pause" });
    const later = new TestPage();
    stage.watch(later);
    await settled();
    expect([later.x(1), later.counts]).toEqual([15, { keyframes: 1, deltas: 0 }]);
  });

  test("who joins after a module died sees it as it was last seen whole", async () => {
    const { clock, stage } = await staged("die@100");
    await clock.advance(2000);
    const late = new TestPage();
    stage.watch(late);
    await settled();
    expect(late.x(1)).toBe(64);
  });

  test("[T5] a slow one loses frames, makes nobody wait, and gets a whole picture when it has drained", async () => {
    const { clock, stage, page } = await staged("");
    const slow = new TestPage();
    stage.watch(slow);
    await clock.advance(10 * TICK);
    slow.waiting = FULL + 1;
    await clock.advance(2 * PATIENCE_MS);
    expect(slow.x(1)).toBe(11);
    expect(page.x(1)).toBe(74);
    slow.waiting = 0;
    await clock.advance(TICK);
    expect(slow.x(1)).toBe(75);
    expect(slow.counts.keyframes).toBe(2);
    expect(page.counts.keyframes).toBe(1);
  });

  test("one that left gets nothing more", async () => {
    const { clock, stage } = await staged("");
    const guest = new TestPage();
    const leave = stage.watch(guest);
    await clock.advance(3 * TICK);
    leave();
    await clock.advance(3 * TICK);
    expect(guest.x(1)).toBe(3);
    expect(stage.status().viewers).toBe(1);
  });

  test("[T5] a thousand who come at once are told of each other a few times, and of the last one too", async () => {
    const { clock, stage, page } = await staged("");
    await clock.advance(1000);
    page.events.length = 0;
    const counts = () => page.of("status").map(({ status }) => status.viewers);
    const leave = Array.from({ length: 1000 }, () => stage.watch(new TestPage()));
    expect(counts()).toEqual([2]);
    await clock.advance(100);
    expect(counts()).toEqual([2, 1001]);
    for (const one of leave) one();
    await clock.advance(100);
    expect(counts()).toEqual([2, 1001, 1]);
    // Nothing is left to be said, and no timer waits to say it.
    stage.transport({ action: "pause" });
    await clock.advance(100);
    expect(clock.timers).toBe(0);
  });

  test("a stage that was closed says nothing more", async () => {
    const { clock, stage, page } = await staged("");
    stage.watch(new TestPage())();
    await stage.close();
    page.events.length = 0;
    await clock.advance(1000);
    expect([clock.timers, page.events]).toEqual([0, []]);
  });

  test("the status is told about once a second, with the ticks as they were played", async () => {
    const { clock, page } = await staged("");
    await clock.advance(1000);
    page.events.length = 0;
    await clock.advance(5000);
    const told = page.of("status");
    expect(told.length).toBe(5);
    for (const { status } of told) expect(status.ticksPerSecond).toBeCloseTo(64, 0);
  });
});
