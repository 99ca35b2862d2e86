/** The process that children are copied from: what passes from it to them, what does not pass between them, and how it ends. */
import { afterAll, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";

import type { Problem } from "../../src/base/problem.ts";
import type { Result } from "../../src/base/result.ts";
import { environment } from "../../src/sandbox/launch.ts";
import { defaultLimits } from "../../src/sandbox/limits.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { Nursery } from "../../src/sandbox/nursery.ts";
import type { SandboxPowers } from "../../src/sandbox/powers.ts";
import type { Session } from "../../src/sandbox/sandbox.ts";
import { bundled } from "./bundled.ts";
import { checkedCode, checkedFrom, options, powers, startChild, value } from "./helpers.ts";
import { hostileProgram } from "./hostile.ts";
import { countedSpawn, isAlive, rests, until } from "./waiting.ts";

const needs = { memoryBytes: defaultLimits.memoryBytes };
const checked = await checkedFrom(`import { Circle } from "nodegen";
export default class Dot extends Circle { onUpdate(dt: number) { this.x += dt; } }`);

function counted(more: Partial<SandboxPowers> = {}) {
  const { spawn, pids, zygotes } = countedSpawn();
  const sandbox = makeSandbox({ ...powers, spawn, ...more });
  afterAll(() => sandbox.close());
  return { sandbox, pids, zygotes };
}

const turn = { input: [], edits: [], keyframe: false, digest: true };
const descriptors = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

describe("[W9] children are copied from one process", () => {
  test("one process serves them all, and the end of one is nothing to the others", async () => {
    const { sandbox, pids, zygotes } = counted();
    const { proven } = value(await sandbox.prove(checked, options));
    const sessions: Session[] = [];
    for (let n = 0; n < 3; n++)
      sessions.push(value((await sandbox.open(proven!, options)) as Result<Session, Problem>));
    expect(zygotes.length).toBe(1);
    expect(new Set(pids).size).toBe(4);
    sessions[0]!.kill("seen");
    await sessions[0]!.ended;
    const digests = await Promise.all(sessions.slice(1).map((session) => session.tick(turn)));
    expect(digests[0]).toMatchObject({ ok: true, value: { tick: 1 } });
    expect(digests[1]).toMatchObject({ value: { digest: (digests[0] as { value: { digest: string } }).value.digest } });
  });

  test("each is told its end by its own signal", async () => {
    const nursery = new Nursery(powers);
    const [one, other] = await Promise.all([nursery.start(needs), nursery.start(needs)]);
    const budget = { ms: 5_000, headBytes: 100, frameBytes: 0 };
    await value(one).child.ask({ op: "trespass", syscall: 101 }, budget);
    expect(await value(one).child.ended).toMatchObject({ kind: "died", detail: "was ended by SIGSYS" });
    expect((await value(other).child.ask({ op: "limit", cpuSeconds: 9 }, budget)).ok).toBe(true);
    await nursery.close();
    expect(await value(other).child.ended).toMatchObject({ kind: "killed" });
  });

  test("neither it nor the host keeps a descriptor of a child that ended", async () => {
    const { sandbox, zygotes } = counted();
    value(await sandbox.prove(checked, options));
    await rests(zygotes[0]!);
    const held = () => [descriptors(process.pid), descriptors(zygotes[0]!)] as const;
    const before = held();
    for (let n = 0; n < 10; n++) value(await sandbox.prove(checked, options));
    // One that was killed last may still be ending.
    await until(() => held().every((count, at) => count <= before[at]!));
    const open = before[0]!;
    await sandbox.close();
    // Its three streams and the descriptor that tells of its end.
    await until(() => descriptors(process.pid) <= open - 4);
  });

  test("more are asked for at once than an order book holds, and all of them come", async () => {
    const nursery = new Nursery(powers);
    const all = await Promise.all(Array.from({ length: 400 }, () => nursery.start(needs)));
    expect(new Set(all.map((started) => value(started).child.pid)).size).toBe(400);
    await nursery.close();
  }, 60_000);

  test("killed, it takes its children with it; the next module is given a new one", async () => {
    const { sandbox, pids, zygotes } = counted();
    const { proven } = value(await sandbox.prove(checked, options));
    const session = value((await sandbox.open(proven!, options)) as Result<Session, Problem>);
    process.kill(zygotes[0]!, "SIGKILL");
    expect(await session.ended).toMatchObject({ isAccident: true });
    await until(() => !pids.some(isAlive));
    expect(value(await sandbox.prove(checked, options)).verdict.ok).toBe(true);
    expect(zygotes.length).toBe(2);
  });

  test("with a second thread it makes no copy, and says so", async () => {
    const started = await startChild({ ...powers, program: hostileProgram, realm: "has two threads" }, needs);
    expect(started.ok).toBe(false);
    if (!started.ok) expect(started.error.message).toContain("a process with 2 threads cannot be copied");
  });
});

test("[W9] it makes hundreds of copies, and goes on when the runtime has optimised how", async () => {
  // What a long life brings, at once: code that was optimised must still see what the kernel has written into memory.
  const eager = {
    BUN_JSC_thresholdForJITAfterWarmUp: "20",
    BUN_JSC_thresholdForJITSoon: "20",
    BUN_JSC_thresholdForOptimizeAfterWarmUp: "50",
    BUN_JSC_thresholdForOptimizeAfterLongWarmUp: "50",
  };
  const spawn = ((command: string[], settings: { env: object }) =>
    Bun.spawn(command, { ...settings, env: { ...settings.env, ...eager } })) as unknown as typeof Bun.spawn;
  const nursery = new Nursery({ ...powers, spawn });
  for (let round = 0; round < 60; round++) {
    const some = await Promise.all(Array.from({ length: 5 }, () => nursery.start(needs)));
    const [first] = some.map((started) => value(started).child);
    // One that lives on moves the numbers of the descriptors that come later.
    for (const { child } of some.map(value)) if (child !== first || round % 10 !== 0) child.kill("seen");
  }
  await nursery.close();
}, 60_000);

test("[W9] which pages work writes to is seen in a copy, and made a copy's own before: the work then meets few of them", async () => {
  const program = await bundled("pages-program");
  const child = Bun.spawn([process.execPath, program], { env: environment, stdout: "pipe" });
  const [seen, ofOneThatDied, shared, own] = (await new Response(child.stdout).text()).trim().split("\n").map(Number);
  expect(await child.exited).toBe(0);
  expect(seen).toBeGreaterThanOrEqual(2 ** 20 - 2 * 4096);
  expect(ofOneThatDied).toBe(0);
  expect(shared).toBeGreaterThan(200);
  expect(own).toBeLessThan(shared! / 4);
});

test("a module that is larger than what a stream holds reaches its child in parts", async () => {
  const { sandbox } = counted();
  const code = `"use strict"; const { Node } = nodegen$; const long = "${"x".repeat(3_000_000)}";
class Long extends Node { onReady() { console.log(long.length); } }
return { default: Long };`;
  const limits = { compileMs: 5_000 };
  const { verdict } = value(await sandbox.prove(checkedCode(code), { ...options, limits }));
  expect(verdict.log[0]).toMatchObject({ text: "3000000" });
});
