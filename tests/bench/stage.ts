/**
 * What a live stage costs, host and children together: 64 ticks a second with a viewer and a journal, where everything
 * moves, where it is spread over modules that see each other, and where nothing changes.
 */
import { readFileSync } from "node:fs";

import { Journal } from "../../src/live/journal.ts";
import { openStage } from "../../src/live/open-stage.ts";
import type { Stage } from "../../src/live/stage.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { closeAll, put, realParts } from "../live/children.ts";
import type { BenchRow } from "./row.ts";

/** Of a second each; one before them is not measured. */
const WINDOWS = 10;
/** In `/proc`. */
const TICKS_A_SECOND = 100;

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
const still = moving(1000).replace(/ball\.(rotation|x|y) \+?=.*/g, "");

export async function rows(): Promise<BenchRow[]> {
  const all = [
    await measured("10,000 nodes that move", [moving(10_000)]),
    await measured("20 modules, 500 nodes that move", Array<string>(20).fill(moving(500))),
    await measured(
      "20 modules that see each other",
      Array<string>(20).fill(moving(10, "this.x = stage.others.length + this.sceneTime;")),
    ),
    await measured("1,000 nodes, nothing changes", [still]),
    await measured("1,000 nodes that move, paused", [moving(1000)], (stage) => stage.transport({ action: "pause" })),
  ];
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
  await Bun.sleep(1000);
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

/** User and system time of whole processes, all their threads. */
function secondsOf(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    // The name in parentheses may hold anything; what follows its end may not.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_A_SECOND;
}

/** Milliseconds of processor time in a second; a core has a thousand. */
function asRow(name: string, windows: readonly Window[], played: { ticks: number; dropped: number }): BenchRow {
  const sorted = windows
    .map(({ seconds, host, children }) => (1000 * (host + children)) / seconds)
    .sort((a, b) => a - b);
  const sum = (of: (one: Window) => number) => windows.reduce((total, one) => total + of(one), 0);
  const seconds = sum((one) => one.seconds);
  const share = (part: number) => `${((100 * part) / seconds).toFixed(1)} %`;
  return {
    name: `${name}, a second`,
    medianMs: sorted[WINDOWS / 2]!,
    p90Ms: sorted[Math.floor(WINDOWS * 0.9)]!,
    note: `${(played.ticks / seconds).toFixed(1)} ticks/s, ${played.dropped} dropped; of a core: children ${share(sum((one) => one.children))}, host ${share(sum((one) => one.host))}`,
  };
}
