/**
 * What the warm pool gives: the time from hand-over to verdict with a child that waits and without, verdicts a second, what
 * one costs, and what a child that waits has cost and holds; beside programs that confine nothing, as ratios to the verdict of a full pool.
 */
import { existsSync } from "node:fs";

import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { denoProgram, installPeers } from "../attacks/peer-install.ts";
import { checkedFrom, options, powers, value } from "../sandbox/helpers.ts";
import { busy, countedSpawn, heldBy, rests, until, waits } from "../sandbox/waiting.ts";
import type { BenchRow } from "./row.ts";
import { sample } from "./sample.ts";

const HAND_OVERS = 60;
const AT_ONCE = 4;
const SUSTAINED_MS = 3_000;

const checked = await checkedFrom(`import { Circle, Node2D } from "nodegen";
export default class Spinner extends Node2D {
  speed = 2;
  onReady() { for (let i = 0; i < 20; i++) this.addChild(new Circle({ x: i * 10, radius: 4 })); }
  onUpdate(dt: number) { this.rotation += this.speed * dt; }
}`);
const prove = async (sandbox: Sandbox): Promise<void> => {
  const { verdict } = value(await sandbox.prove(checked, options));
  if (!verdict.ok) throw new Error(`the module of the bench does not pass: ${verdict.findings[0]?.message}`);
};

export async function rows(): Promise<BenchRow[]> {
  const full = await fullPool();
  const beside = (median: number) => `${(median / full.medianMs).toFixed(1)} × a verdict of a full pool`;
  const empty = await emptyPool();
  const ten = "for (let i = 0; i < 10; i++) console.log(i)";
  const plain = await sample("Bun.spawn, unconfined, ten lines", () => run([process.execPath, "-e", ten]));
  const deno = denoProgram(await installPeers());
  const rival = existsSync(deno) ? await sample("deno run, ten lines", () => run([deno, "eval", ten])) : undefined;
  return [
    full,
    { ...empty, note: beside(empty.medianMs) },
    { ...plain, note: beside(plain.medianMs) },
    rival === undefined
      ? { name: "deno run", medianMs: 0, p90Ms: 0, note: "not run: deno could not be installed" }
      : { ...rival, note: beside(rival.medianMs) },
    await sustained(),
  ];
}

/** Each hand-over waits until the pool is full again, and is measured from there to the verdict. */
async function fullPool(): Promise<BenchRow> {
  const { spawn, pids, zygotes } = countedSpawn();
  const sandbox = makeSandbox({ ...powers, spawn });
  sandbox.keepReady(1);
  await until(() => pids.length > 0);
  await rests(zygotes[0]!);
  await prove(sandbox);
  const times: number[] = [];
  let memory = "";
  const costs: number[] = [];
  for (let turn = 1; turn <= HAND_OVERS; turn++) {
    await until(() => pids.length > turn);
    await waits(pids[turn]!);
    memory = heldBy(pids[turn]!);
    costs.push(busy(pids[turn]!) / 1e6);
    const began = performance.now();
    await prove(sandbox);
    times.push(performance.now() - began);
  }
  await sandbox.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(HAND_OVERS - 1, Math.floor(HAND_OVERS * share))]!;
  const cost = costs.sort((a, b) => a - b)[HAND_OVERS >> 1]!;
  const note = `99 %: ${at(0.99).toFixed(1)} ms; a waiting child: ${memory}, ${cost.toFixed(0)} ms of processor time`;
  return { name: "verdict, pool full", medianMs: at(0.5), p90Ms: at(0.9), note };
}

async function emptyPool(): Promise<BenchRow> {
  const sandbox = makeSandbox(powers);
  const row = await sample("verdict, pool empty", () => prove(sandbox));
  await sandbox.close();
  return row;
}

/** As many as come, several at once, with no pause in which a pool could fill. */
async function sustained(): Promise<BenchRow> {
  const zygotes: Bun.Subprocess[] = [];
  const spawn = ((command: string[], settings: object) => {
    const zygote = Bun.spawn(command, settings);
    zygotes.push(zygote);
    return zygote;
  }) as typeof Bun.spawn;
  const sandbox = makeSandbox({ ...powers, spawn });
  sandbox.keepReady(AT_ONCE);
  await until(() => zygotes.length === 1);
  await rests(zygotes[0]!.pid);
  const prepared = busy(zygotes[0]!.pid) / 1e6;
  const before = process.cpuUsage();
  const began = performance.now();
  let verdicts = 0;
  const work = async (): Promise<void> => {
    for (; performance.now() - began < SUSTAINED_MS; verdicts++) await prove(sandbox);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const each = (performance.now() - began) / verdicts;
  const { user, system } = process.cpuUsage(before);
  await sandbox.close();
  await Promise.all(zygotes.map((zygote) => zygote.exited));
  // Of a process and all its children: wait4(2).
  const inChildren = zygotes.reduce(
    (sum, zygote) => sum + Number(zygote.resourceUsage()!.cpuTime.total) / 1e3,
    -prepared,
  );
  const cost = [inChildren, (user + system) / 1e3].map((milliseconds) => (milliseconds / verdicts).toFixed(1));
  const note = `${Math.round(1_000 / each)} a second; processor time: ${cost[0]} ms in the child, ${cost[1]} in the host`;
  return { name: "verdicts, sustained", medianMs: each, p90Ms: each, note };
}

const run = (command: string[]) => Bun.spawn(command, { env: {}, stdout: "ignore" }).exited;
