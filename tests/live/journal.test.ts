/** What is written down of a stage, and that it plays again to the last digest, with real children. */
import { afterAll, describe, expect, setDefaultTimeout, test } from "bun:test";

import type { BrokerAnswer } from "../../src/base/broker-call.ts";
import { ok } from "../../src/base/result.ts";
import type { JournalRecord } from "../../src/live/journal-records.ts";
import { replay, type ReplayReport } from "../../src/live/replay.ts";
import type { Broker } from "../../src/sandbox/broker/broker.ts";
import { noBroker } from "../../src/sandbox/broker/no-broker.ts";
import { about, closeAll, realParts, until } from "./children.ts";
import { of, onDisk, place, press, provenOnce, record } from "./journaled.ts";

afterAll(closeAll);
// A session of its own, and its replay, on a machine that does other things.
setDefaultTimeout(30_000);

/** Chance, keys, a property, a call to the world outside: everything that a journal has to hold. */
const wanderer = (step = 3) => `
import { ask, Circle, type InputEvent, Node2D, property, random } from "nodegen";

export const permissions = { model: true };

export default class Wanderer extends Node2D {
  @property({ range: [1, 100] }) speed = 1;
  found = 0;
  ball = this.addChild(new Circle({ name: "Ball", radius: 8 }));
  other = this.addChild(new Circle({ name: "Other" }));
  onUpdate() {
    this.ball.x += random.float(-1, 1) * ${step};
    this.other.y = this.found;
  }
  onPropertyChange() {
    this.ball.y = this.speed;
  }
  onInput(event: InputEvent) {
    if (event.type !== "keyDown") return;
    if (event.key === "x") throw new Error("enough");
    this.ball.x += 10;
    void ask("how many").then((value) => (this.found += Number(value)));
  }
}
`;

/** Answers each call with the number of it. */
function countingBroker(): Broker {
  let calls = 0;
  return {
    ...noBroker,
    open: (module) => {
      let answers: BrokerAnswer[] = [];
      return {
        ...noBroker.open(module),
        put: (asks) => void answers.push(...asks.map(({ id }) => ({ id, ok: true, value: `${++calls}` }) as const)),
        take: () => {
          const taken = answers;
          answers = [];
          return taken.length > 0 ? { changes: [], answers: taken } : undefined;
        },
      };
    },
  };
}

async function play(records: readonly JournalRecord[]) {
  const { sandbox } = await realParts();
  return replay(onDisk(records), { sandbox, prove: async ({ source }) => ok(await provenOnce(source)) });
}

async function equal(records: readonly JournalRecord[]): Promise<ReplayReport> {
  const played = await play(records);
  if (!played.ok) throw new Error(JSON.stringify(played.error));
  expect(played.value.difference).toBeUndefined();
  return played.value;
}

describe("a journal", () => {
  test("[J1] input, edits, answers, a pause, swaps, a roll-back, a fault and a restart play again to the last digest", async () => {
    const { stage, page, records } = await record(countingBroker());
    const reached = (tick: number) => until(stage, page, () => (page.decoders.get(1)?.tick ?? 0) >= tick);
    stage.transport({ action: "play", speed: 10 });
    const slot = await place(stage, wanderer());
    const root = slot * 2 ** 32 + 1;
    await reached(20);
    press(stage, "a");
    await stage.edit(root, { speed: 7 });
    await reached(100);
    stage.transport({ action: "pause" });
    await stage.edit(root, { speed: 1000 });
    stage.transport({ action: "play", speed: 10 });
    expect(await stage.swap(slot, await provenOnce(wanderer(5)), about)).toMatchObject({ ok: true });
    press(stage, "b");
    await reached(300);
    expect(await stage.rollBack(slot, 1)).toMatchObject({ ok: true });
    press(stage, "x");
    await until(stage, page, () => page.of("fault").length > 0);
    expect(await stage.revive(slot)).toMatchObject({ ok: true });
    await until(stage, page, () => stage.slots()[0]?.state === "live");
    stage.transport({ action: "restart" });
    await until(stage, page, () => of(records, "child").length === 5);
    await until(stage, page, () => of(records, "digest").at(-1)?.child === 5);
    await stage.close();

    expect(of(records, "child").map(({ why, snapshot }) => [why, snapshot !== undefined])).toEqual([
      ["add", false],
      ["swap", true],
      ["rollback", true],
      ["revive", true],
      ["restart", false],
    ]);
    expect(of(records, "module").length).toBe(2);
    expect(of(records, "turn").filter(({ hold }) => hold).length).toBe(1);
    expect(of(records, "turn").flatMap(({ broker }) => broker?.answers ?? [])).not.toEqual([]);
    expect(of(records, "end").map(({ code }) => code)).toContain("SMOKE_THREW");
    const report = await equal(records);
    expect(report).toMatchObject({ modules: 2, children: 5, digests: of(records, "digest").length });
    expect(report.ticks).toBeGreaterThan(300);
  });

  test("[J2] a planted difference is found, with its tick and its node", async () => {
    const { stage, page, records } = await record(countingBroker());
    stage.transport({ action: "play", speed: 10 });
    const slot = await place(stage, wanderer());
    await until(stage, page, () => of(records, "digest").length > 0);
    await stage.edit(slot * 2 ** 32 + 2, { radius: 9 });
    const edit = of(records, "turn").at(-1)!;
    const before = of(records, "digest").length;
    await until(stage, page, () => of(records, "digest").length >= before + 2);
    // A field is named by the next state.
    await until(stage, page, () => of(records, "state").some(({ tick }) => tick > edit.tick));
    await stage.close();
    await equal(records);

    const planted = records.map((one) =>
      one === edit ? { ...edit, edits: edit.edits!.map((each) => ({ ...each, value: 10 })) } : one,
    );
    const equalAt = Math.floor((edit.tick - 1) / 64) * 64;
    const field = { node: "/Ball", name: "radius", recorded: 9, now: 10 };
    const seen = { slot, module: "Wanderer", node: "/Ball", tick: edit.tick, equalAt, field };
    expect(await play(planted)).toMatchObject({ ok: true, value: { difference: seen } });
    // A journal of version 1 has no marks of ticks.
    const old = planted.map((one) => (one.is === "digest" ? { ...one, ticks: undefined } : one));
    expect(await play(old)).toMatchObject({ value: { difference: { ...seen, tick: equalAt + 64 } } });

    const seeded = records.map((one) => (one.is === "stage" ? { ...one, seed: 2 } : one));
    expect(await play(seeded)).toMatchObject({ value: { difference: { node: "/Ball", tick: 1, equalAt: 0 } } });
    const survived = records.filter(({ is }) => is !== "end");
    const child = of(records, "child")[0]!.child;
    const end = { is: "end", child, tick: of(records, "digest").at(-1)!.tick, reason: "it threw" } as const;
    const thrown = { ...end, code: "SMOKE_THREW", turn: { tick: end.tick + 1 } };
    const upToDigest = survived.slice(0, survived.findLastIndex(({ is }) => is === "digest") + 1);
    expect(await play([...upToDigest, thrown])).toMatchObject({
      value: { difference: { what: "it went on; then it was stopped: it threw" } },
    });
  });

  test("[J2] a field that nobody sees is named by the next state that was recorded", async () => {
    const { stage, page, records } = await record();
    const hidden = wanderer().replace("this.ball.y = this.speed", "this.found = 2 * this.speed");
    const slot = await place(stage, hidden);
    stage.transport({ action: "play", speed: 10 });
    await until(stage, page, () => of(records, "digest").length > 0);
    await stage.edit(slot * 2 ** 32 + 1, { speed: 7 });
    const edit = of(records, "turn").at(-1)!;
    await until(stage, page, () => of(records, "state").some(({ tick }) => tick > edit.tick));
    await stage.close();

    const planted = records.map((one) =>
      one === edit ? { ...edit, edits: edit.edits!.map((each) => ({ ...each, value: 8 })) } : one,
    );
    const state = of(records, "state").find(({ tick }) => tick > edit.tick)!;
    const field = { node: "/", name: "speed", tick: state.tick, recorded: 7, now: 8 };
    const played = await play(planted.map((one) => (one.is === "digest" ? { ...one, ticks: undefined } : one)));
    expect(played).toMatchObject({ value: { difference: { node: "/", field } } });
    // What is no state names no field, and harms nothing.
    for (const text of ["", "none", Bun.zstdCompressSync(Buffer.from("[]")).toString("base64")]) {
      const damaged = planted.map((one) => (one.is === "state" ? { ...one, state: text } : one));
      expect(await play(damaged)).toMatchObject({ value: { difference: { slot } } });
    }
  });

  test("[J2] a difference in any kind of record is found, at its tick", async () => {
    const { stage, page, records } = await record(countingBroker());
    const digests = () => of(records, "digest").length;
    stage.transport({ action: "play", speed: 10 });
    const slot = await place(stage, wanderer());
    await until(stage, page, () => digests() > 0);
    press(stage, "a");
    const answered = () => of(records, "turn").some(({ broker }) => broker);
    await until(stage, page, answered);
    // A node is named by the digest after it.
    const answeredAt = digests();
    await until(stage, page, () => digests() > answeredAt);
    expect(await stage.swap(slot, await provenOnce(wanderer(5)), about)).toMatchObject({ ok: true });
    const before = digests();
    await until(stage, page, () => digests() >= before + 2);
    await stage.close();
    await equal(records);

    const change = async (is: (one: JournalRecord) => boolean, to: (one: JournalRecord) => object) => {
      const at = records.findIndex(is);
      const changed = { ...records[at]!, ...to(records[at]!) } as JournalRecord;
      const played = await play(records.with(at, changed));
      return {
        difference: played.ok ? played.value.difference : undefined,
        tick: (records[at] as { tick: number }).tick,
      };
    };
    const turnWith = (part: "input" | "broker") => (one: JournalRecord) => one.is === "turn" && one[part] !== undefined;

    const input = await change(turnWith("input"), () => ({
      input: [
        { type: "keyDown", key: "a", repeat: false, viewer: 1 },
        { type: "keyDown", key: "b", repeat: false, viewer: 1 },
      ],
    }));
    expect(input.difference).toMatchObject({ tick: input.tick, node: "/Ball" });

    const answer = await change(turnWith("broker"), (one) => {
      const { broker } = one as Extract<JournalRecord, { is: "turn" }>;
      return { broker: { ...broker, answers: broker!.answers.map((each) => ({ ...each, value: "99" })) } };
    });
    // It is kept in one tick, and drawn with it or the next.
    expect(answer.difference?.node).toBe("/Other");
    expect(answer.difference!.tick - answer.tick).toBeLessThanOrEqual(1);

    const swap = await change(
      (one) => one.is === "child" && one.why === "swap",
      (one) => ({ module: (one as Extract<JournalRecord, { is: "child" }>).module - 1 }),
    );
    const { snapshot } = of(records, "child")[1]!;
    expect(swap.difference).toMatchObject({ tick: snapshot!.tick + 1, node: "/Ball" });

    const digest = await change(
      ({ is }) => is === "digest",
      () => ({ digest: `sha256:${"0".repeat(64)}` }),
    );
    expect(digest.difference).toMatchObject({ tick: digest.tick, equalAt: digest.tick - 64, node: undefined });

    const ticks = await change(
      ({ is }) => is === "digest",
      (one) => ({ ticks: `0000${(one as Extract<JournalRecord, { is: "digest" }>).ticks!.slice(4)}` }),
    );
    expect(ticks.difference).toMatchObject({ tick: ticks.tick - 63 });
  });

  test("[J3] what is no record of this version is refused with its line, and a source that is not its hash", async () => {
    const { stage, page, records } = await record(countingBroker());
    await place(stage, wanderer());
    await until(stage, page, () => (page.decoders.get(1)?.tick ?? 0) > 3);
    await stage.close();
    const refused = (line: number) => ({
      ok: false,
      error: { code: "JOURNAL_DAMAGED", message: expect.stringContaining(`line ${line} `) },
    });
    expect(await replay([], { ...(await realParts()), prove: async () => expect.unreachable() })).toMatchObject(
      refused(2),
    );
    expect(await play(records.slice(1))).toMatchObject(refused(2));
    const [stageRecord, module, child] = records;
    expect(await play([stageRecord!, child!])).toMatchObject(refused(3));
    expect(await play([stageRecord!, { ...module, source: "other" } as JournalRecord])).toMatchObject(refused(3));
    expect(await play([stageRecord!, { is: "turn", child: 1 } as unknown as JournalRecord])).toMatchObject(refused(3));
    const leap = { is: "turn", child: 1, tick: 1e12 } as const;
    expect(await play([stageRecord!, module!, child!, leap])).toMatchObject({
      value: { difference: { what: "the journal goes on at tick 999999999999, which cannot be" } },
    });
  });

  test("a candidate that never took over leaves no trace", async () => {
    const { stage, page, records } = await record(countingBroker());
    const slot = await place(stage, wanderer());
    await until(stage, page, () => (page.decoders.get(1)?.tick ?? 0) > 20);
    const bad = wanderer().replace(
      "this.other.y",
      'if (this.ball.x !== 0 && this.sceneTime > 0.3) throw new Error("no"); this.other.y',
    );
    expect(await stage.swap(slot, await provenOnce(bad), about)).toMatchObject({ ok: false });
    await stage.close();
    expect(of(records, "module").length).toBe(1);
    expect(of(records, "child").length).toBe(1);
    await equal(records);
  });
});
