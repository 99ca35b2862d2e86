/**
 * What a live stage costs, host and children together: 64 ticks a second with a viewer and a journal, where nothing is on it,
 * where all rests, where nothing changes though it is looked for, and where all moves; and how soon a killed child is back.
 */
import { Journal } from "../../src/live/journal.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { closeAll, openReal, put, realParts, until } from "../live/children.ts";
import { secondsOf } from "./processes.ts";
import type { BenchRow } from "./row.ts";

/** Seconds before the first window, in which the runtime compiles what runs often, in each child anew; and windows of a second each. */
const WARM = 4;
const WARM_MANY = 25;
const WINDOWS = 5;
/** Children that are killed, each on a stage of its own. */
const KILLS = 7;

const moving = (nodes: number, each = "") => `import { Circle, Node2D, stage } from "nodegen";
export default class Field extends Node2D {
  balls = Array.from({ length: ${nodes} }, () => this.addChild(new Circle({ radius: 3 })));
  onUpdate(dt: number) {
    ${each}
    for (const ball of this.balls) {
      ball.rotation += dt * 2;
      ball.x = 480 + Math.cos(ball.rotation) * 200;
      ball.y = 270 + Math.sin(ball.rotation) * 200;
    }
  }
}`;
const unmoved = moving(1000).replace(/ball\.(rotation|x|y) \+?=.*/g, "");
const still = moving(1000).replace(/ {2}onUpdate[^]*/, "}");
const twenty = (source: string) => Array<string>(20).fill(source);

const stages: readonly (readonly [name: string, sources: readonly string[], before?: (stage: Stage) => void])[] = [
  ["nothing (the floor)", []],
  ["1,000 nodes at rest", [still]],
  ["20 modules at rest, 1,000 nodes each", twenty(still)],
  ["1,000 nodes, an onUpdate that changes nothing", [unmoved]],
  ["one node that moves", [moving(1)]],
  ["20 modules, one node that moves", twenty(moving(1))],
  ["20 modules, 500 nodes that move", twenty(moving(500))],
  ["20 modules that see each other", twenty(moving(10, "this.x = stage.others.length + this.sceneTime;"))],
  ["10,000 nodes that move", [moving(10_000)]],
  ["1,000 nodes that move, paused", [moving(1000)], (stage) => stage.transport({ action: "pause" })],
];

/** Of the stages, those whose name has `part` in it. */
export async function rows(part = ""): Promise<BenchRow[]> {
  const all: BenchRow[] = [];
  for (const [name, sources, before] of stages)
    if (name.includes(part)) all.push(await measured(name, sources, before));
  if ("killed".includes(part)) all.push(await killed());
  await closeAll();
  return all;
}

async function measured(name: string, sources: readonly string[], before?: (stage: Stage) => void): Promise<BenchRow> {
  const { sandbox, seed, width, height, clock } = await realParts();
  const pids: number[] = [];
  const open: Sandbox["open"] = async (proven, options) => {
    const opened = await sandbox.open(proven, options);
    if (opened.ok) pids.push(opened.value.pid);
    return opened;
  };
  const journal = new Journal({ append() {}, async close() {} }, { nodegen: "bench", seed, width, height, limits: {} });
  const stage = openStage({ sandbox: { open }, seed, width, height, clock, journal });
  stage.watch({ send: () => 0, note() {} });
  for (const source of sources) await put(stage, source);
  before?.(stage);
  await Bun.sleep(1000 * (sources.length > 1 ? WARM_MANY : WARM));
  const { droppedTicks, tick } = stage.status();
  const windows: Window[] = [];
  for (let i = 0; i < WINDOWS; i++) windows.push(await second(pids));
  const after = stage.status();
  await stage.close();
  return asRow(name, windows, { ticks: after.tick - tick, dropped: after.droppedTicks - droppedTicks });
}

interface Window {
  readonly seconds: number;
  /** Of a processor, in seconds. */
  readonly host: number;
  readonly children: number;
}

async function second(pids: readonly number[]): Promise<Window> {
  const began = performance.now();
  const before = process.cpuUsage();
  const childrenBefore = secondsOf(pids);
  await Bun.sleep(1000);
  const { user, system } = process.cpuUsage(before);
  const children = secondsOf(pids) - childrenBefore;
  return { seconds: (performance.now() - began) / 1000, host: (user + system) / 1e6, children };
}

/** From the SIGKILL to the first picture of the child that goes on from the last snapshot. */
async function killed(): Promise<BenchRow> {
  const { sandbox } = await realParts();
  // As `run` and `serve` have it.
  sandbox.keepReady(1);
  const times: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const { stage, page, pids } = await openReal();
    await put(stage, moving(1000));
    await until(stage, page, () => stage.status().tick > 70);
    const began = performance.now();
    process.kill(pids[0]!, "SIGKILL");
    await until(stage, page, () => page.of("fault").length > 0);
    const { keyframes } = page.counts;
    await until(stage, page, () => page.counts.keyframes > keyframes);
    times.push(performance.now() - began);
    await stage.close();
  }
  sandbox.keepReady(0);
  times.sort((a, b) => a - b);
  const [medianMs, worst] = [times[KILLS >> 1]!, times.at(-1)!];
  return {
    name: "a child that is killed: back after",
    medianMs,
    p90Ms: worst,
    note: `worst of ${KILLS} instead of p90`,
  };
}

const ofHost = ({ host }: Window): number => host;
const ofChildren = ({ children }: Window): number => children;

/** Milliseconds of processor time in a second; a core has a thousand. */
function asRow(name: string, windows: readonly Window[], played: { ticks: number; dropped: number }): BenchRow {
  const sorted = windows
    .map(({ seconds, host, children }) => (1000 * (host + children)) / seconds)
    .sort((a, b) => a - b);
  const sum = (of: (one: Window) => number) => windows.reduce((total, one) => total + of(one), 0);
  const seconds = sum((one) => one.seconds);
  const share = (...parts: readonly ((one: Window) => number)[]) =>
    ((100 * parts.reduce((total, part) => total + sum(part), 0)) / seconds).toFixed(1);
  return {
    name: `${name}, a second`,
    medianMs: sorted[WINDOWS >> 1]!,
    p90Ms: sorted[Math.floor(WINDOWS * 0.9)]!,
    note: `${share(ofHost, ofChildren)} % of a core: host ${share(ofHost)}, children ${share(ofChildren)}; ${(played.ticks / seconds).toFixed(1)} ticks/s, ${played.dropped} dropped`,
  };
}
