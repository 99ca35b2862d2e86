/** Every budget of the watch, breached for real: the child is ended, the finding says why, the host is unharmed. */
import { afterAll, describe, expect, test } from "bun:test";

import type { Finding } from "../../src/base/finding.ts";
import type { Problem } from "../../src/base/problem.ts";
import type { Result } from "../../src/base/result.ts";
import { defaultLimits } from "../../src/sandbox/limits.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import { Player } from "../../src/sandbox/play.ts";
import type { Session } from "../../src/sandbox/sandbox.ts";
import { checkedFrom, options, powers, startChild, value } from "./helpers.ts";
import { hostileProgram } from "./hostile.ts";

const needs = { memoryBytes: defaultLimits.memoryBytes } as const;
const sandbox = makeSandbox(powers);
afterAll(() => sandbox.close());

async function findingOf(source: string): Promise<Finding> {
  const { ok, findings } = value(await sandbox.prove(await checkedFrom(source), options)).verdict;
  expect(ok).toBe(false);
  return findings[0]!;
}

const loop = "for (;;) { try { for (;;); } finally { continue; } }";
const node = (body: string, top = ""): string =>
  `import { Circle } from "nodegen";\n${top}\nexport default class Loop extends Circle {\n${body}\n}`;

describe("an endless loop is stopped", () => {
  const places: readonly (readonly [where: string, source: string, said: RegExp])[] = [
    ["at top level", node("", `const stuck = (() => { ${loop} })();`), /top level/],
    ["in a field", node(`x = (() => { ${loop} })();`), /constructor/],
    ["in onEnter", node(`onEnter() { ${loop} }`), /onEnter.*Loop/],
    ["in onReady", node(`onReady() { ${loop} }`), /onReady.*Loop/],
    ["in onUpdate", node(`onUpdate() { ${loop} }`), /onUpdate.*Loop/],
    ["in a timer", node(`onReady() { this.after(0.01, () => { ${loop} }); }`), /after.*Loop/],
    ["in onExit", node(`onUpdate() { this.queueFree(); } onExit() { ${loop} }`), /onExit.*Loop/],
    ["in a promise job", node(`onReady() { void Promise.resolve().then(() => { ${loop} }); }`), /promise job/],
    [
      "in a chain of promise jobs",
      node(`onReady() { const again = (): void => void Promise.resolve().then(again); again(); }`),
      /promise job/,
    ],
    ["in a getter that the log reads", node(`onReady() { console.log({ get a() { ${loop} } }); }`), /onReady/],
    ["in a getter of what is thrown", node(`onUpdate() { throw { get message() { ${loop} } }; }`), /tick|onUpdate/i],
    [
      "in a toString that nobody asked for",
      node(`onReady() { throw { toString() { ${loop} }, get stack() { ${loop} } }; }`),
      /onReady|Constructing/,
    ],
    ["in a regular expression", node(`onUpdate() { /^(a+)+$/.test("a".repeat(60) + "!"); }`), /tick|onUpdate/i],
  ];
  for (const [where, source, said] of places)
    test(where, async () => {
      const finding = await findingOf(source);
      expect(finding).toMatchObject({ code: "SMOKE_TOO_SLOW" });
      // Where a call of the engine's own never returns, the phase is known but not the hook.
      if (!finding.message.includes("did not answer")) expect(finding.message).toMatch(said);
    });
});

describe("[W10] a process that is not let work", () => {
  const idle = { input: [], edits: [], frame: false, keyframe: false, digest: false } as const;

  test("goes on where it was, after many times its budget", async () => {
    const { child } = value(await startChild(powers, needs));
    const limits = { ...defaultLimits, tickHardMs: 250 };
    const player = new Player(child, await checkedFrom(node("onUpdate() { this.x++; }")), limits, 0);
    await player.load(options, true);
    await player.start();
    process.kill(child.pid, "SIGSTOP");
    const tick = player.tick(idle);
    // Whatever the machine does meanwhile: it is far from the end of the host's patience.
    await Bun.sleep(4 * limits.tickHardMs);
    process.kill(child.pid, "SIGCONT");
    expect(await tick).toMatchObject({ ok: true, value: { tick: 1 } });
    child.kill("seen");
  });

  test("is ended in the end, which is no fault of the module's", async () => {
    const { proven } = value(await sandbox.prove(await checkedFrom(node("onUpdate() { this.x++; }")), options));
    const session = value((await sandbox.open(proven!, options)) as Result<Session, Problem>);
    process.kill(session.pid, "SIGSTOP");
    expect(await session.tick(idle)).toMatchObject({
      ok: false,
      error: { isAccident: true, findings: [], reason: expect.stringContaining("was held up for 2500 ms") },
    });
  });

  test("is given a verdict anew, once, by a fresh process; that is told", async () => {
    const told: string[] = [];
    const own = makeSandbox({
      ...powers,
      program: hostileProgram,
      realm: "sleeps",
      onProblem: ({ code }) => void told.push(code),
    });
    const limits = { compileMs: 50 };
    const { verdict } = value(await own.prove(await checkedFrom(node("")), { ...options, limits }));
    await own.close();
    expect(told).toEqual(["PROCESS_REPLACED"]);
    expect(verdict.findings[0]).toMatchObject({ code: "SMOKE_TOO_SLOW" });
  });

  test("does not come from a host that stands still: only what passes while it can look is counted", async () => {
    const { child } = value(await startChild(powers, needs));
    const limits = { ...defaultLimits, tickHardMs: 30 };
    const player = new Player(child, await checkedFrom(node("onUpdate() { this.x++; }")), limits, 0);
    await player.load(options, true);
    await player.start();
    process.kill(child.pid, "SIGSTOP");
    const tick = player.tick(idle);
    await Bun.sleep(20);
    Bun.sleepSync(20 * limits.tickHardMs);
    process.kill(child.pid, "SIGCONT");
    expect(await tick).toMatchObject({ ok: true, value: { tick: 1 } });
    child.kill("seen");
  });
});

describe("memory", () => {
  const greedy: readonly (readonly [how: string, body: string])[] = [
    ["typed arrays", "onUpdate() { for (;;) kept.push(new Float64Array(1e6).fill(1)); }"],
    ["arrays", "onUpdate() { for (;;) kept.push(new Array(1e6).fill(kept.length)); }"],
    ["small objects", "onUpdate() { for (;;) kept.push({ a: kept.length }); }"],
    ["a doubling string", 'onUpdate() { let s = "ab"; for (;;) { s += s; kept.push([...s].length); } }'],
    ["a map", "onUpdate() { const map = new Map(); for (let i = 0; ; i++) map.set(i, `${i}`); }"],
  ];
  for (const [how, body] of greedy)
    test(`a bomb of ${how} stays in its child`, async () => {
      const finding = await findingOf(node(body, "const kept: unknown[] = [];"));
      expect(["SMOKE_OUT_OF_MEMORY", "SMOKE_THREW", "SMOKE_TOO_SLOW", "SMOKE_EXHAUSTED"]).toContain(finding.code);
    });

  test("a budget of its own is kept", async () => {
    const source = node(
      "onReady() { kept.push(new Uint8Array(96 * 2 ** 20).fill(1)); }",
      "const kept: unknown[] = [];",
    );
    const run = async (megabytes: number) =>
      value(
        await sandbox.prove(await checkedFrom(source), { ...options, limits: { memoryBytes: megabytes * 2 ** 20 } }),
      ).verdict;
    expect((await run(64)).ok).toBe(false);
    expect((await run(512)).ok).toBe(true);
  });
});

test("a run that is stopped ends at once", async () => {
  const stop = new AbortController();
  const running = sandbox.prove(await checkedFrom(node(`onUpdate() { ${loop} }`)), {
    ...options,
    limits: { tickHardMs: 60_000 },
    signal: stop.signal,
  });
  stop.abort();
  const { verdict } = value(await running);
  expect(verdict.ok).toBe(false);
  expect(verdict.findings[0]!.message).toContain("stopped");
});

test("closing the sandbox ends every child, the one that is just being started too", async () => {
  const own = makeSandbox(powers);
  const quiet = await checkedFrom(node("onReady() { this.x = 1; }"));
  const { proven } = value(await own.prove(quiet, options));
  const session = value((await own.open(proven!, options)) as Result<Session, Problem>);
  const starting = own.prove(quiet, options);
  await own.close();
  expect((await session.ended).reason).toContain("closed");
  expect((await starting).ok).toBe(false);
  expect((await own.prove(quiet, options)).ok).toBe(false);
  expect(() => process.kill(session.pid, 0)).toThrow();
});
