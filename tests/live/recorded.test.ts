/** A journal as a recording, with real children: where it begins when it is wound back, and what ran at which moment. */
import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import type { Json } from "../../src/base/json.ts";
import { ok } from "../../src/base/result.ts";
import { openRecordedStage } from "../../src/live/recorded-stage.ts";
import { readRecording } from "../../src/live/recording.ts";
import { replay } from "../../src/live/replay.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { readJournalFile } from "../../src/store/journal-file.ts";
import { about, closeAll, realParts, until } from "./children.ts";
import { of, onDisk, place, provenOnce, record, type Recorded } from "./journaled.ts";
import { TestPage } from "./page.ts";

afterAll(closeAll);
setDefaultTimeout(30_000);

const walk = (fields: string, onUpdate: string) => `
import { Circle, Node2D, random } from "nodegen";
${fields}
export default class Walk extends Node2D {
  ball = this.addChild(new Circle({ name: "Ball", radius: 8 }));
  onUpdate() {
    this.ball.x += random.float(0, 1);
    ${onUpdate}
  }
}
`;

/** Steps the only module on, and waits until it is there. */
async function step({ stage, page }: Recorded, ticks: number): Promise<void> {
  const tick = () => page.decoders.get(1)?.tick ?? 0;
  const to = tick() + ticks;
  stage.transport({ action: "step", ticks });
  // A module that was swapped in is a tick ahead.
  await until(stage, page, () => tick() >= to - 1);
}

async function recorded(source: string, ticks: number): Promise<Recorded> {
  const run = await record();
  run.stage.transport({ action: "pause" });
  await place(run.stage, source);
  for (let left = ticks; left > 0; left -= 640) await step(run, Math.min(left, 640));
  return run;
}

async function show(entries: readonly Json[]) {
  const read = readRecording(entries);
  if (!read.ok) throw new Error(read.error.message);
  const recording = read.value;
  const { sandbox, clock } = await realParts();
  /** The ticks at which children began. */
  const begun: number[] = [];
  const open: Sandbox["open"] = (proven, options) => {
    begun.push(options.snapshot?.tick ?? 0);
    return sandbox.open(proven, options);
  };
  const proven = new Map(
    await Promise.all([...recording.modules].map(async ([n, { source }]) => [n, await provenOnce(source)] as const)),
  );
  const stage = openRecordedStage({ recording, proven, sandbox: { open }, clock, file: { name: "a", isClosed: true } });
  const page = new TestPage();
  stage.watch(page);
  stage.transport({ action: "pause" });
  const seek = async (moment: number) => {
    expect(stage.transport({ action: "seek", moment })).toMatchObject({ ok: true });
    await until(stage, page, () => stage.status().tick === moment);
  };
  const ball = () => page.node(1, "Ball")!.values.slice(0, 2);
  const said = () => page.of("log").flatMap(({ lines }) => lines.map(({ text }) => text));
  return { stage, page, begun, seek, ball, said };
}

describe("a recording that is wound back", () => {
  test("[J5] begins at the last state before, and is what it was; what was said is told once", async () => {
    const run = await recorded(walk("", "if (this.sceneTime % 5 === 0) console.log(this.sceneTime);"), 2100);
    await run.stage.close();
    const before = (tick: number) => of(run.records, "state").findLast((state) => state.tick <= tick)!.tick;
    const { stage, begun, seek, ball, said } = await show(onDisk(run.records));
    await seek(1500);
    const then = ball();
    await seek(2090);
    const late = ball();
    expect(begun).toEqual([0]);

    await seek(1500);
    expect(ball()).toEqual(then);
    // One to try it, and one that is shown.
    expect(begun).toEqual([0, before(1500), before(1500)]);
    await seek(2090);
    expect(ball()).toEqual(late);
    await seek(100);
    expect(begun.slice(3)).toEqual([0]);
    // What was played before is leapt over, too.
    await seek(2089);
    expect(begun.at(-1)).toBe(before(2047));
    expect(said()).toEqual(["5", "10", "15", "20", "25", "30"]);
    await stage.close();
  });

  test("[J5] begins at its beginning where no state brings it back, and says so once", async () => {
    const run = await recorded(walk("let ticks = 0;", "this.ball.y = ++ticks;"), 2100);
    await run.stage.close();
    const { stage, begun, seek, ball, said } = await show(onDisk(run.records));
    await seek(2090);
    for (const moment of [1500, 1400]) {
      await seek(moment);
      expect(ball()[1]).toBe(moment);
      expect(begun.at(-1)).toBe(0);
    }
    expect(said()).toEqual([expect.stringContaining("played from its beginning")]);
    await stage.close();
  });

  test("[J5] what a state did not bring back is found when it shows, and played again from the beginning", async () => {
    const run = await recorded(walk("let ticks = 0;", "if (++ticks === 1900) this.ball.y = 7;"), 2100);
    await run.stage.close();
    const { stage, page, begun, seek, ball, said } = await show(onDisk(run.records));
    await seek(2090);
    await seek(1500);
    expect(begun.at(-1)).toBeGreaterThan(0);
    stage.transport({ action: "play", speed: 10 });
    await until(stage, page, () => stage.status().tick >= 2000);
    stage.transport({ action: "pause" });
    await seek(2050);
    expect(ball()[1]).toBe(7);
    expect(begun.at(-1)).toBe(0);
    expect(said()).toEqual([expect.stringContaining("played again from its beginning")]);
    expect(stage.slots()[0]).toMatchObject({ state: "live" });
    await stage.close();
  });
});

describe("a recording's versions", () => {
  test("[J5] each has its text, as of the moment; none can be gone back to", async () => {
    const run = await recorded(walk("", ""), 20);
    const texts = [1, 2, 3].map((n) => walk("", `this.ball.y = ${n};`));
    for (const text of texts) {
      expect(await run.stage.swap(1, await provenOnce(text), about)).toMatchObject({ ok: true });
      await step(run, 20);
    }
    const moments = of(run.records, "child").map(({ moment }) => moment!);
    expect(await run.stage.rollBack(1, 2)).toMatchObject({ ok: true });
    await step(run, 20);
    await run.stage.close();

    const { stage, seek } = await show(onDisk(run.records));
    const versions = () => stage.slots()[0]!.versions.map(({ version, tick }) => [version, tick]);
    await seek(moments[2]! + 1);
    expect(stage.slots()[0]).toMatchObject({ version: 3, swaps: 2, source: texts[1] });
    expect(versions()).toEqual([1, 2, 3].map((version) => [version, undefined]));
    await seek(stage.recording!.length);
    expect(stage.slots()[0]).toMatchObject({ version: 2, swaps: 4, source: texts[0] });
    expect(versions().length).toBe(4);
    expect(stage.sourceOf(1, 4)).toEqual({ ok: true, value: texts[2]! });
    expect(stage.sourceOf(1, 5)).toMatchObject({ ok: false, error: { code: "VERSION_NOT_FOUND" } });
    expect(stage.sourceOf(2, 1)).toMatchObject({ ok: false, error: { code: "SLOT_NOT_FOUND" } });
    await stage.close();
  });
});

describe("a recording of an older version", () => {
  const folder = join(import.meta.dir, "../golden/recordings");
  // As the nodegen of that version wrote them. What they show may be another day's engine, but they open, and play.
  test.each(["version-2.journal", "version-3.journal"])("[J5] opens: %s", async (name) => {
    const file = await readJournalFile(fs, join(folder, name));
    if (!file.ok) throw new Error(file.error.message);
    const { entries, isClosed } = file.value;
    expect(isClosed).toBe(true);
    const { stage, page, seek } = await show(entries);
    expect(stage.recording).toMatchObject({ at: "2026-11-20T12:00:00.000Z", isClosed: true });
    await seek(stage.recording!.length);
    expect(stage.slots()[0]).toMatchObject({ name: "Walk", version: 1, swaps: 2 });
    expect(page.node(1, "Ball")).toBeDefined();
    await stage.close();
    const { sandbox } = await realParts();
    const played = await replay(entries, { sandbox, prove: async ({ source }) => ok(await provenOnce(source)) });
    expect(played).toMatchObject({ ok: true, value: { modules: 2 } });
  });
});
