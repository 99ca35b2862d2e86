/** The warm pool, with real children: what waits, what is handed out, what it costs, and what happens when none comes up. */
import { afterAll, describe, expect, test } from "bun:test";

import type { Problem } from "../../src/base/problem.ts";
import type { Result } from "../../src/base/result.ts";
import { defaultLimits } from "../../src/sandbox/limits.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import type { SandboxPowers } from "../../src/sandbox/powers.ts";
import type { Session } from "../../src/sandbox/sandbox.ts";
import { checkedFrom, options, powers, value } from "./helpers.ts";
import { hostileProgram } from "./hostile.ts";
import { busy, countedSpawn, isAlive, until, waits } from "./waiting.ts";

const source = `import { Circle, Node2D, random } from "nodegen";
export default class Spinner extends Node2D {
  onReady() { for (let i = 0; i < 5; i++) this.addChild(new Circle({ x: random.float(0, 9), radius: 4 })); }
  onUpdate(dt: number) { this.rotation += dt; }
}`;
const checked = await checkedFrom(source);

/** A sandbox whose children are counted as they are started. */
function counted(more: Partial<SandboxPowers> = {}) {
  const { spawn, pids } = countedSpawn();
  const sandbox = makeSandbox({ ...powers, spawn, ...more });
  afterAll(() => sandbox.close());
  return { sandbox, pids };
}

/** The pool has started its first `count`, and they wait. */
async function filled(pids: readonly number[], count: number): Promise<void> {
  await until(() => pids.length >= count);
  await Promise.all(pids.slice(0, count).filter(isAlive).map(waits));
}

describe("a full pool", () => {
  test("[W4] gives the verdict that a fresh child gives, by a child that was waiting and then dies", async () => {
    const { sandbox, pids } = counted();
    const cold = value(await sandbox.prove(checked, options)).verdict;
    sandbox.keepReady(1);
    await filled(pids, 2);
    const warm = value(await sandbox.prove(checked, options)).verdict;
    expect(warm.ok).toBe(true);
    expect(warm.stateHash).toBe(cold.stateHash!);
    expect(warm.nodes).toBe(cold.nodes);
    await until(() => !isAlive(pids[1]!));
    await until(() => pids.length === 3);
  });

  test("has a live scene's child too", async () => {
    const { sandbox, pids } = counted();
    const { proven } = value(await sandbox.prove(checked, options));
    sandbox.keepReady(1);
    await filled(pids, 2);
    const session = value((await sandbox.open(proven!, options)) as Result<Session, Problem>);
    expect(session.pid).toBe(pids[1]!);
    const tick = await session.tick({ input: [], edits: [], keyframe: false, digest: true });
    expect(tick).toMatchObject({ ok: true, value: { tick: 1, nodes: 6 } });
    session.kill("seen");
  });

  test("carries nothing over from the rehearsal: log, names, chance", async () => {
    const { sandbox, pids } = counted();
    const curious = await checkedFrom(`import { Node, random } from "nodegen";
      let early = "quiet";
      try { random.float(); } catch (error) { early = String(error); }
      export default class Rehearsal extends Node {
        onReady() { console.log(early, random.float(), Math.random(), this.id ?? "", this.name); for (let i = 0; i < 49; i++) console.log(i); }
      }`);
    const cold = value(await sandbox.prove(curious, options)).verdict;
    sandbox.keepReady(1);
    await filled(pids, 2);
    const warm = value(await sandbox.prove(curious, options)).verdict;
    expect(warm.log).toEqual(cold.log);
    expect(warm.log.length).toBe(50);
    expect(warm.stateHash).toBe(cold.stateHash!);
  });

  test("[W5] costs no processor time while it waits", async () => {
    const { sandbox, pids } = counted();
    sandbox.keepReady(2);
    await filled(pids, 2);
    const moved = async (): Promise<boolean> => {
      const before = pids.map(busy);
      await Bun.sleep(400);
      return pids.some((pid, place) => busy(pid) !== before[place]);
    };
    // The runtime's own threads come to rest within a second, and take a look every ten.
    let windows = 0;
    while (await moved()) windows++;
    expect(windows).toBeLessThan(10);
  });

  test("is not asked when the memory budget is another one", async () => {
    const { sandbox, pids } = counted();
    sandbox.keepReady(1);
    await filled(pids, 1);
    const limits = { memoryBytes: defaultLimits.memoryBytes / 2 };
    expect(value(await sandbox.prove(checked, { ...options, limits })).verdict.ok).toBe(true);
    expect(pids.length).toBe(2);
    expect(isAlive(pids[0]!)).toBe(true);
  });

  test("[W5] is as large as was said, and ends with the sandbox", async () => {
    const { sandbox, pids } = counted();
    sandbox.keepReady(3);
    await filled(pids, 3);
    sandbox.keepReady(1);
    await until(() => pids.filter(isAlive).length === 1);
    await sandbox.close();
    expect(pids.filter(isAlive)).toEqual([]);
    sandbox.keepReady(1);
    expect(pids.length).toBe(3);
  });

  test("replaces a child that dies while it waits", async () => {
    const { sandbox, pids } = counted();
    sandbox.keepReady(1);
    await filled(pids, 1);
    process.kill(pids[0]!, "SIGKILL");
    await filled(pids, 2);
    expect(value(await sandbox.prove(checked, options)).verdict.ok).toBe(true);
  });
});

test("one that dies as it is handed out is no fault of its module's: another one is given, and that is told", async () => {
  const told: Problem[] = [];
  const { sandbox, pids } = counted({ onProblem: (problem) => told.push(problem) });
  const { proven } = value(await sandbox.prove(checked, options));
  sandbox.keepReady(1);
  await filled(pids, 2);
  process.kill(pids[1]!, "SIGKILL");
  // In one breath with the kill: nobody can have heard of it.
  const session = value((await sandbox.open(proven!, options)) as Result<Session, Problem>);
  expect(told).toMatchObject([{ code: "PROCESS_REPLACED" }]);
  session.kill("seen");
  await filled(pids, 4);
  process.kill(pids.at(-1)!, "SIGKILL");
  expect(value(await sandbox.prove(checked, options)).verdict.ok).toBe(true);
  expect(told.length).toBe(2);
  for (const { message } of told)
    expect(message).toMatch(/^Spinner is given another process: .*the confined process was ended by SIGKILL$/);
});

test("without being asked to, a sandbox keeps none", async () => {
  const { sandbox, pids } = counted();
  value(await sandbox.prove(checked, options));
  await Bun.sleep(50);
  expect(pids.length).toBe(1);
});

test("[W6] children that do not come up are started five times with growing pauses, and then no more; the reason is told", async () => {
  const pauses: number[] = [];
  let over = 0;
  const every: SandboxPowers["every"] = (milliseconds, run) => {
    if (milliseconds < 100) return powers.every(milliseconds, run);
    pauses.push(milliseconds);
    return powers.every(1, () => {
      run();
      over++;
    });
  };
  const { sandbox, pids } = counted({ program: hostileProgram, realm: "cannot lock", every });
  sandbox.keepReady(1);
  await until(() => pids.length === 5 && over === 5);
  expect(pids.length).toBe(5);
  expect(pauses).toEqual([200, 400, 800, 1600, 3200]);
  const refused = await sandbox.prove(checked, options);
  expect(refused).toMatchObject({ ok: false, error: { code: "WALL_UNAVAILABLE" } });
  if (!refused.ok) expect(refused.error.message).toMatch(/seccomp failed with errno 22; so it went 5 times in a row/);
  await until(() => pids.length === 6);
}, 60_000);

test("[W5] what waits dies with its host", async () => {
  const script = `import { makeSandbox } from ${JSON.stringify(`${import.meta.dir}/../../src/sandbox/make-sandbox.ts`)};
    import { powers } from ${JSON.stringify(`${import.meta.dir}/helpers.ts`)};
    import { countedSpawn, until } from ${JSON.stringify(`${import.meta.dir}/waiting.ts`)};
    const { spawn, pids } = countedSpawn();
    makeSandbox({ ...powers, spawn }).keepReady(2);
    await until(() => pids.length === 2);
    console.log(pids.join("\\n"));
    await new Promise(() => {});`;
  const host = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", env: {} });
  const pids: number[] = [];
  for await (const text of host.stdout.pipeThrough(new TextDecoderStream())) {
    pids.push(...text.trim().split("\n").map(Number));
    if (pids.length === 2) break;
  }
  await Promise.all(pids.map(waits));
  host.kill("SIGKILL");
  await host.exited;
  await until(() => !pids.some(isAlive));
}, 60_000);
