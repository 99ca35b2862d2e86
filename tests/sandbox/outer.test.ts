/**
 * The layer around the child, where there is bubblewrap: two walls instead of one, and the same verdicts. Where there is
 * none, or it does not work, the wall stands without it.
 */
import { afterAll, describe, expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";

import type { Problem } from "../../src/base/problem.ts";
import type { Result } from "../../src/base/result.ts";
import { findOuterLayer } from "../../src/cli/powers/processes.ts";
import { defaultLimits } from "../../src/sandbox/limits.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { Nursery } from "../../src/sandbox/nursery.ts";
import { copyInside, wrap, wrappedPid } from "../../src/sandbox/outer.ts";
import type { OuterPowers } from "../../src/sandbox/powers.ts";
import type { Session } from "../../src/sandbox/sandbox.ts";
import { checkedFrom, options, powers, startChild, value } from "./helpers.ts";
import { inPublic } from "./public.ts";
import { countedSpawn, isAlive, until, waits } from "./waiting.ts";

const program = "/usr/bin/bwrap";
const outer: OuterPowers = findOuterLayer() ?? { program, isRoot: process.getuid!() === 0 };
const shape = { memoryBytes: defaultLimits.memoryBytes } as const;
const checked = await checkedFrom(`import { Circle } from "nodegen";
export default class Dot extends Circle { onUpdate(dt: number) { this.x += dt; } }`);

const works = findOuterLayer() !== undefined && (await tryOut());
if (!works) console.warn("no bubblewrap works here: what follows shows the wall without it");
/** Within bubblewrap or not at all. */
async function startWrapped(): ReturnType<typeof startChild> {
  const told: Problem[] = [];
  const started = await startChild({ ...powers, outer, onProblem: (problem) => told.push(problem) }, shape);
  return told.length === 0 ? started : { ok: false, error: told[0]! };
}
async function tryOut(): Promise<boolean> {
  const started = await startWrapped();
  if (!started.ok) console.warn(`bubblewrap is here and does not work: ${started.error.message}`);
  else started.value.child.kill("tried");
  return started.ok;
}

describe.if(works)("[W7] within bubblewrap", () => {
  const sandbox = makeSandbox({ ...powers, outer });
  afterAll(() => sandbox.close());

  test("a child has a process space and a network of its own, and both walls", async () => {
    const { child, hello, threads } = value(await startChild({ ...powers, outer }, { ...shape, cpuSeconds: 7 }));
    const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
    expect(status).toMatch(/^NSpid:\s+\d+\s+\d+$/m);
    expect(readFileSync(`/proc/${child.pid}/net/dev`, "utf8").match(/\w+(?=:)/g)).toEqual(["lo"]);
    for (const thread of threads) expect(thread).toMatchObject({ seccomp: "2", noNewPrivileges: "1" });
    for (const { user } of threads) expect(user).not.toBe("0");
    for (const set of ["CapPrm", "CapEff", "CapAmb"]) expect(status).toMatch(new RegExp(`^${set}:\\s+0+$`, "m"));
    expect(hello.environment.filter((name) => !/^(BUN_|MIMALLOC_|TZ$|DO_NOT_TRACK$|PWD$)/.test(name))).toEqual([]);
    child.kill("seen");
    await child.ended;
    expect(existsSync(`/proc/${child.pid}`)).toBe(false);
  });

  test("it is not left out for what goes wrong after it has worked; what was lost is started again, and told", async () => {
    const { spawn, zygotes } = countedSpawn();
    const told: Problem[] = [];
    const nursery = new Nursery({ ...powers, spawn, outer, onProblem: (problem) => told.push(problem) });
    value(await nursery.start(shape));
    const starting = nursery.start({ ...shape, rehearsals: 1_000 });
    process.kill(zygotes[0]!, "SIGKILL");
    const { child } = value(await starting);
    expect(readFileSync(`/proc/${child.pid}/status`, "utf8")).toMatch(/^NSpid:\s+\d+\s+\d+$/m);
    expect(told).toMatchObject([{ code: "PROCESS_REPLACED" }]);
    // Whichever end was heard first.
    expect(told[0]!.message).toMatch(/copied from( was ended by SIGKILL)?$/);
    await nursery.close();
  });

  test("a verdict is the one that is given without it", async () => {
    const without = makeSandbox(powers);
    const [inside, outside] = [
      value(await sandbox.prove(checked, options)).verdict,
      value(await without.prove(checked, options)).verdict,
    ];
    expect(inside).toMatchObject({ ok: true, stateHash: outside.stateHash });
    await without.close();
  });

  test("a scene that lives is wrapped too, and ends with the sandbox", async () => {
    const own = makeSandbox({ ...powers, outer });
    const { proven } = value(await own.prove(checked, options));
    const session = value((await own.open(proven!, options)) as Result<Session, Problem>);
    expect(readFileSync(`/proc/${session.pid}/status`, "utf8")).toMatch(/^NSpid:\s+\d+\s+\d+$/m);
    await own.close();
    expect(() => process.kill(session.pid, 0)).toThrow();
  });

  test("started by someone who is not root, it is wrapped as well", async () => {
    if (process.getuid!() !== 0) return expect(outer.isRoot).toBe(false);
    const spawn = ((command: string[], more: object) =>
      Bun.spawn(command, { ...more, uid: 12_345, gid: 12_345 })) as typeof Bun.spawn;
    const user = { ...outer, isRoot: false };
    await using reachable = await inPublic();
    const start = { ...reachable.powers, spawn, outer: user };
    const { child, threads } = value(await startChild(start, shape));
    expect(new Set(threads.map((thread) => thread.user))).toEqual(new Set(["12345"]));
    child.kill("seen");
    await child.ended;
  });

  test("children of the pool are wrapped, and taken", async () => {
    const { spawn, pids, zygotes } = countedSpawn();
    const own = makeSandbox({ ...powers, spawn, outer });
    own.keepReady(1);
    await until(() => pids.length === 1);
    const waiting = copyInside(wrappedPid(zygotes[0]!, powers.proc)!, pids[0]!, powers.proc)!;
    await waits(waiting);
    expect(value(await own.prove(checked, options)).verdict.ok).toBe(true);
    await until(() => !isAlive(waiting));
    await own.close();
  });

  test("what the kernel ends is told by its signal", async () => {
    const { child } = value(await startWrapped());
    await child.ask({ op: "trespass", syscall: 101 }, { ms: 5_000, headBytes: 100, frameBytes: 0 });
    child.kill("it lived");
    expect(await child.ended).toMatchObject({ kind: "died", detail: "was ended by SIGSYS" });
  });

  test("its own process has no variable of the host's, and it dies with the host", async () => {
    const script = `import { powers, startChild } from ${JSON.stringify(`${import.meta.dir}/helpers.ts`)};
      const outer = { program: "${program}", isRoot: process.getuid() === 0 };
      let around = 0;
      const spawn = (...all) => { const child = Bun.spawn(...all); around = child.pid; return child; };
      const started = await startChild({ ...powers, spawn, outer }, { memoryBytes: 64 * 2 ** 20 });
      console.log(JSON.stringify([around, started.value.child.pid]));
      setInterval(() => {}, 1e6);`;
    const host = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", env: { SECRET_OF_THE_HOST: "1" } });
    const { value: said } = await host.stdout.getReader().read();
    const [around, inside] = JSON.parse(new TextDecoder().decode(said)) as [number, number];
    // Its environment is its owner's to read; a root that may not is no reason to look away.
    expect(readFileSync(`/proc/${around}/environ`, "utf8")).toBe("");
    host.kill("SIGKILL");
    await host.exited;
    while (/^State:\s+[^ZX]/m.test(powers.proc.text(`/proc/${inside}/status`) ?? "")) await Bun.sleep(1);
  });
});

test("[W7] a bubblewrap that does not work is done without: tried once, told once, and then no more", async () => {
  let tried = 0;
  const told: Problem[] = [];
  const spawn = ((command: string[], settings: object) => {
    if (command[0] === "/bin/false") tried++;
    return Bun.spawn(command, settings);
  }) as typeof Bun.spawn;
  const failing = { ...outer, program: "/bin/false" };
  const sandbox = makeSandbox({ ...powers, spawn, outer: failing, onProblem: (problem) => told.push(problem) });
  for (let run = 0; run < 2; run++) expect(value(await sandbox.prove(checked, options)).verdict.ok).toBe(true);
  expect(tried).toBe(1);
  expect(told).toMatchObject([{ code: "WALL_WITHOUT_OUTER_LAYER" }]);
  expect(told[0]!.message).toContain("copied from ended with code 1");
  await sandbox.close();
});

test("a program that only claims to be bubblewrap leaves the kernel's wall as it is", async () => {
  // It runs the child without namespaces of its own, and this is seen from outside.
  const pretending = { ...outer, program: "/usr/bin/env" };
  const told: Problem[] = [];
  const nursery = new Nursery({ ...powers, outer: pretending, onProblem: (problem) => told.push(problem) });
  expect((await nursery.start(shape)).ok).toBe(true);
  expect(told).toMatchObject([{ code: "WALL_WITHOUT_OUTER_LAYER" }]);
  await nursery.close();
});

test("the environment of the layer is emptied, and the child's is named in full", () => {
  const command = wrap(program, { ...powers, isRoot: true }, { TZ: "UTC" });
  expect(command.join(" ")).toContain("--clearenv --setenv TZ UTC");
  expect(command).not.toContain("--unshare-user");
  expect(wrap(program, { ...powers, isRoot: false }, {})).toContain("--unshare-user");
  expect(wrap(program, { ...powers, isRoot: false }, {})).not.toContain("--cap-add");
});

test("a list of children that left one out, as the kernel's may, is read again", () => {
  const lists = ["11 12", "11 12 13"];
  const text = (path: string): string | null => {
    if (path.endsWith("/children")) return lists.shift() ?? "";
    const pid = Number(/^\/proc\/(\d+)\/status$/.exec(path)![1]);
    return `Name:\tbun\nNSpid:\t${pid}\t${pid - 10}\n`;
  };
  expect(copyInside(10, 3, { text, list: () => null })).toBe(13);
  expect(copyInside(10, 4, { text, list: () => null })).toBeNull();
});
