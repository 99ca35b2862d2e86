/**
 * Children that were taken over in full, played by a program that does what no module can: the host ends each of them within
 * its budgets, says why, and keeps nothing of what they sent.
 */
import { afterAll, describe, expect, test } from "bun:test";

import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import type { SandboxPowers } from "../../src/sandbox/powers.ts";
import { checkedFrom, options, powers, value } from "./helpers.ts";
import { hostileProgram } from "./hostile.ts";

const source = `import { Circle } from "nodegen"; export default class Quiet extends Circle {}`;

function sandboxWith(way: string, more: Partial<SandboxPowers> = {}) {
  const sandbox = makeSandbox({ ...powers, program: hostileProgram, realm: way, ...more });
  afterAll(() => sandbox.close());
  return sandbox;
}

describe("[W1] a child whose wall does not stand gets no code", () => {
  const gaps: readonly (readonly [way: string, said: RegExp])[] = [
    ["is not locked", /thread \d+ has no system call filter/],
    ["is not locked and says so", /"open a file" went through/],
    ["cannot lock", /could not lock itself: Error: seccomp failed with errno 22/],
    ["speaks another version", /speaks protocol 99/],
    ["has a variable of the host's", /"OPENAI_API_KEY" reached it/],
    ["does not limit itself", /processor time cannot be limited/],
  ];
  for (const [way, said] of gaps)
    test(way, async () => {
      const answer = await sandboxWith(way).prove(await checkedFrom(source), options);
      expect(answer).toMatchObject({ ok: false, error: { code: "WALL_UNAVAILABLE" } });
      if (!answer.ok) expect(answer.error.message).toMatch(said);
    });

  test("a Bun that cannot be started", async () => {
    const answer = await sandboxWith("", { executable: "/nowhere/bun" }).prove(await checkedFrom(source), options);
    expect(answer).toMatchObject({ ok: false, error: { code: "WALL_UNAVAILABLE" } });
  });

  test("a /proc that cannot be read", async () => {
    const proc = { text: () => null, list: () => null };
    const answer = await makeSandbox({ ...powers, proc }).prove(await checkedFrom(source), options);
    expect(answer).toMatchObject({ ok: false, error: { code: "WALL_UNAVAILABLE" } });
  });

  for (const [platform, arch] of [
    ["darwin", "arm64"],
    ["win32", "x64"],
    ["linux", "arm64"],
  ] as const)
    test(`on ${platform} ${arch} it says what to use instead`, async () => {
      const answer = await sandboxWith("", { platform, arch }).prove(await checkedFrom(source), options);
      expect(answer).toMatchObject({ ok: false, error: { code: "WALL_UNAVAILABLE" } });
      if (!answer.ok) {
        expect(answer.error.message).toContain(`${platform} ${arch}`);
        expect(answer.error.hint).toMatch(/Linux x86-64 machine, container or virtual machine/);
      }
    });
});

describe("[W3] a child that breaks the protocol is ended", () => {
  const ways: readonly (readonly [way: string, code: string, said: RegExp])[] = [
    ["says nothing", "SMOKE_TOO_SLOW", /did not answer within/],
    ["ends", "SMOKE_DIED", /code 0/],
    ["writes text", "SMOKE_BAD_REPLY", /no reply/],
    ["floods stdout", "SMOKE_BAD_REPLY", /no reply/],
    // Nobody reads it: it leads nowhere.
    ["floods stderr", "SMOKE_TOO_SLOW", /did not answer within/],
    ["announces a huge head", "SMOKE_BAD_REPLY", /head of 4294967295 bytes/],
    ["announces a huge frame", "SMOKE_BAD_REPLY", /frame of 4294967295 bytes/],
    ["answers well when its time is up", "SMOKE_TOO_SLOW", /top level of the module did not answer within/],
    ["sends half a reply", "SMOKE_TOO_SLOW", /did not answer within/],
    ["answers twice", "SMOKE_BAD_REPLY", /more bytes|tick 0/],
    ["sends no JSON", "SMOKE_BAD_REPLY", /not JSON/],
    ["sends JSON that nests", "SMOKE_BAD_REPLY", /not JSON|no answer|more lists/],
    ["sends another shape", "SMOKE_BAD_REPLY", /no answer/],
    ["claims numbers that are none", "SMOKE_BAD_REPLY", /no answer/],
    ["claims a fault that does not exist", "SMOKE_BAD_REPLY", /does not exist/],
    ["sends a long log", "SMOKE_BAD_REPLY", /no answer|head of/],
  ];
  for (const [way, code, said] of ways)
    test(way, async () => {
      const before = process.memoryUsage().rss;
      const { verdict } = value(await sandboxWith(way).prove(await checkedFrom(source), options));
      expect(verdict.ok).toBe(false);
      expect(verdict.findings[0]).toMatchObject({ code });
      expect(verdict.findings[0]!.message).toMatch(said);
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20);
    });

  test("sleeps", async () => {
    const limits = { compileMs: 50 };
    const { verdict } = value(await sandboxWith("sleeps").prove(await checkedFrom(source), { ...options, limits }));
    expect(verdict.findings[0]).toMatchObject({ code: "SMOKE_TOO_SLOW" });
  });

  test("speaks before it is asked", async () => {
    const answer = await sandboxWith("speaks before it is asked").prove(await checkedFrom(source), options);
    // Whether the host had asked by then is a matter of time; it is no answer to what was asked either way.
    if (answer.ok) expect(answer.value.verdict.ok).toBe(false);
    else expect(answer.error.code).toBe("WALL_UNAVAILABLE");
  });

  test("claims of faults are printed without terminal codes, at a place that exists", async () => {
    const way = "claims a fault with terminal codes";
    const { verdict } = value(await sandboxWith(way).prove(await checkedFrom(source), options));
    expect(verdict.findings[0]).toMatchObject({ code: "SMOKE_THREW", line: 1, column: 1 });
    expect(verdict.findings[0]!.message).toBe("\\u{1b}[2Jhi\\u{202e}");
  });
});
