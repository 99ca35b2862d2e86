/**
 * A journal of ten minutes of a stage, with input, edits, swaps and answers from outside: how large it is, what it takes to play
 * it again and compare every digest, and to wind it back as a recording. And what it costs to name the tick that differs: a mark of what each showed, beside a digest of
 * each state.
 */
import type { BrokerAnswer } from "../../src/base/broker-call.ts";
import type { Json } from "../../src/base/json.ts";
import { ok } from "../../src/base/result.ts";
import { Circle, Node } from "../../src/engine/index.ts";
import { Scene } from "../../src/engine/scene.ts";
import type { JournalRecord } from "../../src/live/journal-records.ts";
import { Journal } from "../../src/live/journal.ts";
import { openStage } from "../../src/live/open-stage.ts";
import { openRecordedStage } from "../../src/live/recorded-stage.ts";
import { readRecording } from "../../src/live/recording.ts";
import { replay } from "../../src/live/replay.ts";
import { TICK_RATE } from "../../src/live/stage.ts";
import { TickMarks } from "../../src/live/tick-marks.ts";
import type { Broker } from "../../src/sandbox/broker/broker.ts";
import { noBroker } from "../../src/sandbox/broker/no-broker.ts";
import type { Proven } from "../../src/sandbox/proven.ts";
import { about, closeAll, prove, realParts, until } from "../live/children.ts";
import { TestPage } from "../live/page.ts";
import type { BenchRow } from "./row.ts";
import { sample } from "./sample.ts";

const MINUTES = 10;
const SECONDS = 60 * MINUTES;

const flock = (speed: number) => `import { ask, Circle, type InputEvent, Node2D, property, random } from "nodegen";
export const permissions = { model: true };
export default class Flock extends Node2D {
  @property({ range: [1, 100] }) speed = ${speed};
  heard = 0;
  balls = Array.from({ length: 100 }, () => this.addChild(new Circle({ radius: 3 })));
  onUpdate(dt: number) {
    for (const ball of this.balls) ball.x += random.float(-1, 1) * this.speed * dt;
  }
  onInput(event: InputEvent) {
    if (event.type === "keyDown") void ask("how far").then((text) => (this.heard += Number(text)));
  }
}`;

export async function rows(): Promise<BenchRow[]> {
  const { records, proven } = await recorded();
  const entries = records.map((one) => JSON.parse(JSON.stringify(one)) as Json);
  const { sandbox } = await realParts();
  const began = performance.now();
  const played = await replay(entries, { sandbox, prove: async ({ source }) => ok(proven.get(source)!) });
  const ms = performance.now() - began;
  if (!played.ok || played.value.difference) throw new Error(`the replay differs: ${JSON.stringify(played)}`);
  const { ticks, digests, children } = played.value;
  const of = (part: "input" | "edits" | "broker") => records.filter((one) => one.is === "turn" && one[part]).length;
  const wound = [await windBack("from a recorded state", entries, proven)];
  wound.push(
    await windBack(
      "from its beginning",
      entries.filter((one) => !isState(one)),
      proven,
    ),
  );
  await closeAll();
  const turns = `${of("input")} turns with input, ${of("edits")} with edits, ${of("broker")} with answers, ${children - 1} swaps`;
  const faster = ((1000 * SECONDS) / ms).toFixed(0);
  return [
    {
      name: `a journal of ${MINUTES} minutes`,
      medianMs: ms,
      p90Ms: ms,
      note: `once; ×${faster} of its time; ${ticks} ticks, ${digests} digests equal; ${turns}; ${sizes(entries)}`,
    },
    ...wound,
    ...(await perTick()),
  ];
}

/** Stepped, not waited for: what comes in comes in at its tick all the same. */
async function recorded(): Promise<{ records: JournalRecord[]; proven: Map<string, Proven> }> {
  const proven = new Map<string, Proven>();
  for (const source of [flock(10), flock(20)]) proven.set(source, await prove(source));
  const records: JournalRecord[] = [];
  const { seed, width, height, ...parts } = await realParts();
  const sink = { append: (one: JournalRecord) => void records.push(one), close: async () => {} };
  const journal = new Journal(sink, { nodegen: "bench", seed, width, height, limits: {} });
  const stage = openStage({ ...parts, seed, width, height, broker: answering(), journal });
  const page = new TestPage();
  stage.watch(page);
  stage.transport({ action: "pause" });
  const added = await stage.add(proven.get(flock(10))!, about);
  if (!added.ok) throw new Error(JSON.stringify(added.error));
  const { slot } = added.value;
  for (let second = 1; second <= SECONDS; second++) {
    stage.input([{ type: "keyDown", key: "a", repeat: false, viewer: 1 }]);
    if (second % 5 === 0) void stage.edit(slot * 2 ** 32 + 1, { speed: second % 100 });
    stage.transport({ action: "step", ticks: TICK_RATE });
    const tick = () => page.decoders.get(slot)?.tick ?? 0;
    await until(stage, page, () => tick() >= second * TICK_RATE);
    // All in the first minute, so that the last child plays for nine.
    if (second <= 60 && second % 6 === 0)
      await stage.swap(slot, proven.get(flock((second / 6) % 2 === 0 ? 10 : 20))!, about);
  }
  await stage.close();
  return { records, proven };
}

/** From near its end ten seconds back. */
async function windBack(how: string, entries: readonly Json[], proven: ReadonlyMap<string, Proven>): Promise<BenchRow> {
  const read = readRecording(entries);
  if (!read.ok) throw new Error(read.error.message);
  const recording = read.value;
  const { sandbox, clock } = await realParts();
  const modules = new Map([...recording.modules].map(([number, { source }]) => [number, proven.get(source)!]));
  const file = { name: "bench", isClosed: true };
  const stage = openRecordedStage({ recording, proven: modules, sandbox, clock, file });
  const page = new TestPage();
  stage.watch(page);
  stage.transport({ action: "pause" });
  const seek = async (moment: number): Promise<number> => {
    const began = performance.now();
    stage.transport({ action: "seek", moment });
    await until(stage, page, () => stage.status().tick === moment);
    return performance.now() - began;
  };
  const last = recording.length - TICK_RATE;
  const times: number[] = [];
  for (let time = 0; time < 3; time++) {
    await seek(last);
    times.push(await seek(last - 10 * TICK_RATE));
  }
  await stage.close();
  times.sort((one, other) => one - other);
  const note = "a child that has played nine minutes, wound back by ten seconds; of 3";
  return { name: `back, ${how}`, medianMs: times[1]!, p90Ms: times[2]!, note };
}

const isState = (entry: Json): boolean => (entry as unknown as JournalRecord).is === "state";

function sizes(entries: readonly Json[]): string {
  const bytes = (of: readonly Json[]) => of.reduce<number>((sum, one) => sum + JSON.stringify(one).length, 0) / 2 ** 20;
  return `${bytes(entries).toFixed(1)} MB, ${bytes(entries.filter(isState)).toFixed(1)} of them states`;
}

/** Each call is answered at the next tick. */
function answering(): Broker {
  return {
    ...noBroker,
    open: (module) => {
      let answers: BrokerAnswer[] = [];
      return {
        ...noBroker.open(module),
        put: (asks) => void answers.push(...asks.map(({ id }) => ({ id, ok: true, value: "1" }) as const)),
        take: () => (answers.length > 0 ? { changes: [], answers: answers.splice(0) } : undefined),
      };
    },
  };
}

/** Of a scene of 1,000 nodes of which all move: its delta has three numbers of each. */
async function perTick(): Promise<BenchRow[]> {
  const scene = new Scene({ seed: 1, width: 960, height: 540, maxNodes: 2000, asked: [], smoke: false });
  scene.start(() => {
    const root = new Node();
    for (let i = 0; i < 1000; i++) root.addChild(new Circle());
    return root;
  });
  const delta = new Uint8Array(12_000);
  const shown = { tick: 1, nodes: 1000, delta, log: [], logDropped: 0, refused: [], ms: 0 };
  const marks = new TickMarks();
  const digest = () => new Bun.CryptoHasher("sha256").update(scene.stateBytes()).digest("hex");
  const hundred = (run: () => void) => () => {
    for (let i = 0; i < 100; i++) run();
  };
  return [
    await sample(
      "1,000 nodes, marks of 100 ticks",
      hundred(() => marks.add(shown, false)),
    ),
    await sample("1,000 nodes, digests of 100 states", hundred(digest)),
  ];
}
