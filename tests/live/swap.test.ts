/** The swap as a transaction, with children that are no processes. */
import { expect, test } from "bun:test";

import type { InputRecord } from "../../src/base/input-record.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Proven } from "../../src/sandbox/proven.ts";
import { fakeModule, FakeSandbox, finding } from "./fake-sandbox.ts";
import { HandClock, settled } from "./hand-clock.ts";
import { TestPage } from "./page.ts";

const TICK = 1000 / 64;
const about = { description: "a ball", path: "out/ball.ts" };
const key = (name: string): InputRecord => ({ type: "keyDown", key: name, repeat: false, viewer: 1 });

async function staged(behaviour = "") {
  const clock = new HandClock();
  const sandbox = new FakeSandbox();
  const stage = openStage({ sandbox, width: 960, height: 540, seed: 1, clock });
  const page = new TestPage();
  stage.watch(page);
  await stage.add(fakeModule("Ball", behaviour), about);
  await clock.advance(10 * TICK);
  const opening = Promise.withResolvers<void>();
  return { clock, sandbox, stage, page, hold: () => (sandbox.gate = opening.promise), release: opening.resolve };
}

test("[T4] the old one plays on until the new one has played the same turns; no tick is lost", async () => {
  const { clock, sandbox, stage, page, hold, release } = await staged();
  hold();
  const swapping = stage.swap(1, fakeModule("Ball", "new"), about);
  await settled();
  await clock.advance(3 * TICK);
  stage.input([key("a")]);
  await clock.advance(2 * TICK);
  expect(page.x(1)).toBe(15);
  release();
  expect(await swapping).toEqual({
    ok: true,
    value: {
      slot: 1,
      ticksReplayed: 5,
      carried: ["Circle: radius", "Rect: radius"],
      notCarried: ["Ball: #speed is private"],
      version: 2,
      rolledBack: false,
    },
  });
  const [before, after] = sandbox.sessions;
  expect(before!.isOver).toBe(true);
  expect(after!.firstTick).toBe(10);
  expect(after!.turns.map(({ input }) => input)).toEqual([[], [], [], [key("a")], []]);
  expect(page.x(1)).toBe(15);
  expect(page.counts.keyframes).toBe(2);
  await clock.advance(5 * TICK);
  expect(page.x(1)).toBe(20);
  expect(stage.status()).toMatchObject({ tick: 20, droppedTicks: 0 });
  expect(stage.slots()[0]).toMatchObject({ slot: 1, swaps: 1, state: "live", source: "Ball new" });
  expect(page.of("swap").length).toBe(1);
});

/** As the judge hands over a module when its smoke run begins. */
function beingProven(behaviour: string) {
  const proven = fakeModule("Ball", behaviour);
  const { promise, resolve } = Promise.withResolvers<Proven | undefined>();
  return {
    proving: { checked: proven.checked, proof: promise },
    pass: () => resolve(proven),
    fail: () => resolve(undefined),
  };
}

test("[T4] one that is still in its smoke run is made ready, and takes over when it has passed; no tick is lost", async () => {
  const { clock, sandbox, stage, page } = await staged();
  const { proving, pass } = beingProven("new");
  const swapping = stage.swap(1, proving, about);
  await settled();
  await clock.advance(5 * TICK);
  const [before, after] = sandbox.sessions;
  // It is there, and has played nothing.
  expect(after!.firstTick).toBe(10);
  expect(after!.turns).toEqual([]);
  expect(before!.isOver).toBe(false);
  expect(page.x(1)).toBe(15);
  pass();
  expect(await swapping).toMatchObject({ ok: true, value: { ticksReplayed: 5 } });
  expect(before!.isOver).toBe(true);
  await clock.advance(5 * TICK);
  expect(page.x(1)).toBe(20);
  expect(stage.status()).toMatchObject({ tick: 20, droppedTicks: 0 });
});

test("[T4] one that does not pass its smoke run is ended, and nobody sees anything of it", async () => {
  const { clock, sandbox, stage, page } = await staged();
  for (const behaviour of ["new", "broken"]) {
    const { proving, fail } = beingProven(behaviour);
    const swapping = stage.swap(1, proving, about);
    await clock.advance(5 * TICK);
    fail();
    // Why it did not pass is told by the smoke run.
    expect(await swapping).toMatchObject({ ok: false, error: { code: "MODULE_NOT_PROVEN" } });
  }
  expect(sandbox.sessions.map(({ isOver }) => isOver)).toEqual([false, true]);
  await clock.advance(5 * TICK);
  expect(page.x(1)).toBe(25);
  expect(page.counts.keyframes).toBe(1);
  expect(stage.slots()[0]).toMatchObject({ state: "live", swaps: 0, source: "Ball " });
  expect(stage.slots()[0]!.findings ?? []).toEqual([]);
});

test("[T4] one that does not start leaves the old one as it is, and the findings say why", async () => {
  const { clock, sandbox, stage, page } = await staged();
  const swapped = await stage.swap(1, fakeModule("Ball", "broken"), about);
  expect(swapped).toEqual({ ok: false, error: [finding("it throws when it is constructed")] });
  await clock.advance(10 * TICK);
  expect(page.x(1)).toBe(20);
  expect(sandbox.sessions[0]!.isOver).toBe(false);
  expect(stage.slots()[0]).toMatchObject({
    state: "live",
    swaps: 0,
    source: "Ball ",
    findings: [finding("it throws when it is constructed")],
    rejectedSource: "Ball broken",
  });
});

test("[T4] one that dies on its way to being level leaves the old one as it is", async () => {
  const { clock, sandbox, stage, page, hold, release } = await staged();
  hold();
  const swapping = stage.swap(1, fakeModule("Ball", "die@13"), about);
  await clock.advance(5 * TICK);
  release();
  expect(await swapping).toEqual({ ok: false, error: [finding("it died")] });
  await clock.advance(5 * TICK);
  expect(page.x(1)).toBe(20);
  expect(sandbox.sessions.map((session) => session.isOver)).toEqual([false, true]);
  expect(page.of("fault")).toEqual([]);
});

test("a good version clears what was said about a bad one", async () => {
  const { stage } = await staged();
  stage.turnAway(1, [finding("a syntax error")], "class {");
  expect(stage.slots()[0]).toMatchObject({ rejectedSource: "class {", findings: [finding("a syntax error")] });
  await stage.swap(1, fakeModule("Ball", "new"), about);
  expect(stage.slots()[0]!.findings).toEqual([]);
  expect(stage.slots()[0]!.rejectedSource).toBeUndefined();
});

test("[T4] the tick that a swap plays where there was none to play again is not played twice", async () => {
  const { clock, stage, page } = await staged();
  expect(await stage.swap(1, fakeModule("Ball", "new"), about)).toMatchObject({ ok: true });
  expect(page.x(1)).toBe(11);
  await clock.advance(TICK);
  expect(page.x(1)).toBe(11);
  await clock.advance(TICK);
  expect(page.x(1)).toBe(12);
  expect(stage.status()).toMatchObject({ tick: 12, droppedTicks: 0 });
});

test("[T4] on a paused stage it is one tick ahead however often it is saved, and edits meanwhile are kept", async () => {
  const { stage, page, sandbox } = await staged();
  stage.transport({ action: "pause" });
  for (const text of ["a", "b", "c"]) {
    expect(await stage.swap(1, fakeModule("Ball", text), about)).toMatchObject({ ok: true });
    expect(page.x(1)).toBe(11);
    if (text === "a") expect(await stage.edit(2 ** 32 + 2, { radius: 31 })).toMatchObject({ ok: true });
  }
  expect(sandbox.sessions.at(-1)!.turns.map(({ hold, edits }) => [hold, edits.length])).toEqual([
    [true, 1],
    [undefined, 0],
  ]);
  stage.transport({ action: "step", ticks: 3 });
  await settled();
  expect(page.x(1)).toBe(13);
  expect(stage.status().tick).toBe(13);
});

test("one is played at least, while the stage is paused too", async () => {
  const { stage, page } = await staged();
  stage.transport({ action: "pause" });
  expect(await stage.swap(1, fakeModule("Ball", "new"), about)).toMatchObject({
    ok: true,
    value: { ticksReplayed: 1 },
  });
  expect(page.x(1)).toBe(11);
});

test("nodes without a counterpart are reported", async () => {
  const { stage } = await staged();
  const swapped = await stage.swap(1, fakeModule("Ball", "alone"), about);
  expect(swapped.ok && swapped.value.notCarried).toEqual([
    "Ball: #speed is private",
    "/Extra (Rect) is not in the new scene",
  ]);
});

test("a stopped module is brought back to life by a better version", async () => {
  const { clock, stage, page } = await staged("die@100");
  await clock.advance(2000);
  expect(stage.slots()[0]!.state).toBe("quarantined");
  expect(await stage.swap(1, fakeModule("Ball", "better"), about)).toMatchObject({ ok: true });
  await clock.advance(10 * TICK);
  expect(stage.slots()[0]).toMatchObject({ state: "live", source: "Ball better" });
  // From the last snapshot, with the one tick that every swap plays.
  expect(page.x(1)).toBe(64 + 1 + 10);
});

test("[T8] code and state go back together, to any version that is kept, and forward again", async () => {
  const { clock, sandbox, stage, page } = await staged();
  const ball = 2 ** 32 + 2;
  const edit = async (radius: number) => {
    const edited = stage.edit(ball, { radius });
    await clock.advance(TICK);
    expect(await edited).toMatchObject({ ok: true });
  };
  await edit(31);
  await stage.swap(1, fakeModule("Ball", "b"), about);
  await edit(32);
  await clock.advance(100 * TICK);
  await stage.swap(1, fakeModule("Ball", "c"), about);
  await edit(33);
  const rolled = await stage.rollBack(1, 1);
  expect(rolled).toMatchObject({
    ok: true,
    value: { slot: 1, version: 1, rolledBack: true, carried: ["Circle: radius", "Rect: radius"] },
  });
  expect(stage.slots()[0]).toMatchObject({ source: "Ball ", version: 1, swaps: 3 });
  expect(stage.slots()[0]!.versions.map(({ version, tick }) => [version, tick])).toEqual([
    [1, 11],
    [2, 112],
    [3, 113],
  ]);
  expect(page.decoders.get(1)!.nodes.get(2)!.values[12]).toBe(31);
  // Its own time goes on from where it was left, by the one tick that every swap plays.
  expect(page.x(1)).toBe(12);
  expect(await stage.rollBack(1, 2)).toMatchObject({ ok: true });
  expect([page.x(1), page.decoders.get(1)!.nodes.get(2)!.values[12]]).toEqual([113, 32]);
  expect(sandbox.sessions.filter((session) => !session.isOver).length).toBe(1);
  const lines = page.of("log").flatMap(({ lines }) => lines.map(({ text }) => text));
  expect(lines).toContain("Rolled back to version 1; ticks replayed: 1");
  expect(lines).toContain("Carried over: Circle: radius");
  expect(lines).toContain("Not carried over: Ball: #speed is private");
});

test("[T8] the text of each version that is kept can be had", async () => {
  const { stage } = await staged();
  const second = fakeModule("Ball", "second");
  expect(await stage.swap(1, second, about)).toMatchObject({ ok: true });
  expect(stage.sourceOf(1, 2)).toEqual({ ok: true, value: second.checked.source });
  expect(stage.sourceOf(1, 1)).toMatchObject({ ok: true });
  expect(stage.sourceOf(1, 3)).toMatchObject({ ok: false, error: { code: "VERSION_NOT_FOUND" } });
  expect(stage.sourceOf(2, 1)).toMatchObject({ ok: false, error: { code: "SLOT_NOT_FOUND" } });
});

test("[T8] a version that is not kept is refused, and one that does not start leaves the other as it is", async () => {
  const { clock, sandbox, stage, page } = await staged();
  expect(await stage.rollBack(1, 1)).toMatchObject({ ok: false, error: { code: "VERSION_NOT_FOUND" } });
  await stage.swap(1, fakeModule("Ball", "die@12"), about);
  await stage.swap(1, fakeModule("Ball", "c"), about);
  expect(await stage.rollBack(1, 9)).toMatchObject({ ok: false, error: { hint: "Kept are 1, 2." } });
  expect(await stage.rollBack(1, 2)).toEqual({ ok: false, error: [finding("it died")] });
  await clock.advance(3 * TICK);
  expect(page.of("fault")).toEqual([]);
  expect(stage.slots()[0]).toMatchObject({ source: "Ball c", version: 3 });
  expect(sandbox.sessions.map((session) => session.isOver)).toEqual([true, true, false, true]);
  expect(await stage.rollBack(7, 1)).toMatchObject({ ok: false, error: { code: "SLOT_NOT_FOUND" } });
});

test("[T8] of many versions the oldest are forgotten", async () => {
  const { stage, sandbox } = await staged();
  for (let i = 0; i < 60; i++) await stage.swap(1, fakeModule("Ball", `v${i}`), about);
  expect(stage.slots()[0]!.versions.map(({ version }) => version)).toEqual(
    Array.from({ length: 20 }, (_, i) => 42 + i),
  );
  expect(sandbox.sessions.filter((session) => !session.isOver).length).toBe(1);
});

test("[T8] a thousand swaps leave no more behind than a hundred, and the page is in step", async () => {
  const { clock, stage, page, sandbox } = await staged();
  const swapMany = async (count: number) => {
    for (let i = 0; i < count; i++) {
      expect((await stage.swap(1, fakeModule("Ball", `v${i % 7}`), about)).ok).toBe(true);
      page.events.length = 0;
      sandbox.sessions.splice(0, sandbox.sessions.length - 1);
      await clock.advance(TICK);
    }
    Bun.gc(true);
    return process.memoryUsage().heapUsed;
  };
  const before = await swapMany(100);
  const after = await swapMany(900);
  // What can be looked back to grows with time, a few kilobytes for each swap, up to its bound.
  expect(after - before).toBeLessThan(16 * 2 ** 20);
  expect(stage.slots()[0]!.swaps).toBe(1000);
  // As many as the clock has counted: what a swap plays to show that it can is not played again.
  expect(page.x(1)).toBe(10 + 1000);
}, 60_000);

test("two swaps at once are made one after the other", async () => {
  const { sandbox, stage } = await staged();
  const both = [stage.swap(1, fakeModule("Ball", "b"), about), stage.swap(1, fakeModule("Ball", "c"), about)];
  expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
  expect(stage.slots()[0]).toMatchObject({ swaps: 2, source: "Ball c" });
  expect(sandbox.sessions.map((session) => session.isOver)).toEqual([true, true, false]);
});

test("[T7] one that is taken off the stage meanwhile leaves no child behind", async () => {
  const { sandbox, stage, hold, release } = await staged();
  hold();
  const swapping = stage.swap(1, fakeModule("Ball", "new"), about);
  await settled();
  stage.remove(1);
  release();
  expect(await swapping).toMatchObject({ ok: false, error: { code: "SLOT_NOT_FOUND" } });
  expect(sandbox.sessions.map((session) => session.isOver)).toEqual([true, true]);
});
