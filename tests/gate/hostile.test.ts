/** Texts that were made to hurt the host: each ends as a finding, in time, and the gate goes on. */
import { describe, expect, test } from "bun:test";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { makeGate } from "../../src/gate/gate.ts";
import type { GatePowers } from "../../src/gate/powers.ts";
import { readEmitted } from "../../src/gate/reading/emitted.ts";
import { gatePowers } from "./gate-powers.ts";
import { awake, isAlive, servicesOf, until } from "./processes.ts";
import { around, brief, useGate } from "./shared.ts";

const gate = useGate();
const repeat = (before: string, middle: string, after: string, times: number): string =>
  before.repeat(times) + middle + after.repeat(times);
const exponential = around(`x = ${repeat("<a>(", "1", ")", 60)};`);

describe("readers", () => {
  test("[G6] a text that takes the parser exponential time is ended by the clock", async () => {
    const started = performance.now();
    const report = await gate(exponential);
    expect(brief(report.findings)).toEqual(["GATE_TOO_COSTLY 1:1"]);
    // A second of work, and eight where there is no processor for it; without a clock it would be years.
    expect(performance.now() - started).toBeLessThan(30_000);
    expect((await gate(around("x = 1;"))).findings).toEqual([]);
  });

  test("[G13] the host goes on meanwhile, and a good text behind it is judged", async () => {
    let ticks = 0;
    const clock = setInterval(() => ticks++, 16);
    const reports = await Promise.all([gate(exponential), gate(around("x = 1;")), gate(exponential)]);
    clearInterval(clock);
    expect(reports.map(({ findings }) => brief(findings))).toEqual([
      ["GATE_TOO_COSTLY 1:1"],
      [],
      ["GATE_TOO_COSTLY 1:1"],
    ]);
    expect(ticks).toBeGreaterThan(10);
  });

  test("[G6] nesting of every kind", async () => {
    const texts = [
      "(".repeat(60_000),
      "{".repeat(60_000),
      "`${".repeat(20_000),
      "[".repeat(30_000) + "]".repeat(30_000),
      around(`x = ${"a?".repeat(20_000)}`),
      around(`x = ${"a=>".repeat(20_000)}1;`),
      around(`x: ${"A<".repeat(20_000)}`),
      around(`x = ${"new ".repeat(15_000)}A;`),
      around(`x = a${"?.b".repeat(15_000)};`),
      around(`f() { ${"if(1)".repeat(12_000)}; }`),
      around(`x: A${"[]".repeat(20_000)};`),
      `class A { ${"@a ".repeat(20_000)} x }`,
    ];
    for (const text of texts) {
      const { findings, checked } = await gate(text);
      expect(findings.length).toBeGreaterThan(0);
      expect(checked).toBeUndefined();
    }
  });
});

describe("the transpiler's service", () => {
  const clean = around("x = 1;");
  const own = async () => {
    const powers = await gatePowers();
    const before = servicesOf(process.pid);
    const made = makeGate(powers);
    await made.gate(clean);
    const service = () => servicesOf(process.pid).find((pid) => !before.includes(pid))!;
    return { ...made, service };
  };

  test("[G7] too slow is a finding, and the next text gets a fresh one", async () => {
    const { gate: guarded, close, service } = await own();
    const first = service();
    // Stands in for a text that takes too long, of which none within the caps is known.
    process.kill(first, "SIGSTOP");
    expect(brief((await guarded(clean)).findings)).toEqual(["TRANSPILE_TOO_COSTLY 1:1"]);
    expect((await guarded(clean)).findings).toEqual([]);
    expect(isAlive(first)).toBe(false);
    expect(service()).not.toBe(first);
    await close();
  });

  test("[G7] so is one that dies over a text; one that dies between texts is nobody's finding", async () => {
    const { gate: guarded, close, service } = await own();
    const first = service();
    process.kill(first, "SIGSTOP");
    const judged = guarded(clean);
    // Nothing shows from outside that the text has come to it; it takes a tenth of this.
    await awake(300);
    process.kill(first, "SIGKILL");
    expect(brief((await judged).findings)).toEqual(["TRANSPILE_TOO_COSTLY 1:1"]);
    expect((await guarded(clean)).findings).toEqual([]);
    const second = service();
    process.kill(second, "SIGKILL");
    await until(() => !isAlive(second));
    // Nor that the thread has heard of it.
    await awake(100);
    expect((await guarded(clean)).findings).toEqual([]);
    await close();
  });

  test("[G7] it is one for all texts, and ends with the gate", async () => {
    const { gate: guarded, close, service } = await own();
    const only = service();
    await Promise.all([guarded(clean), guarded(clean)]);
    expect(service()).toBe(only);
    await close();
    expect(isAlive(only)).toBe(false);
  });
});

describe("a program that uses the gate", () => {
  const program = join(import.meta.dir, "host.ts");
  const start = (how: string) =>
    Bun.spawn([process.execPath, program, how, around("x = 1;")], {
      env: { NODEGEN_SECRET: "hunter2", ESBUILD_BINARY_PATH: "/bin/false", NODE_OPTIONS: "--title=x" },
      stdout: "pipe",
    });
  const judged = async (host: ReturnType<typeof start>) => {
    const { value } = await host.stdout.getReader().read();
    return new TextDecoder().decode(value);
  };

  test("[G7] the service has an empty environment, whatever the program's is, and limits from its start", async () => {
    const host = start("stay");
    expect(await judged(host)).toBe("0\n");
    const service = servicesOf(host.pid).at(-1);
    expect(await readFile(`/proc/${service}/environ`, "utf8")).toBe("");
    expect(await readFile(`/proc/${service}/limits`, "utf8")).toMatch(/^Max data size +209715200 +209715200 /m);
    host.kill("SIGKILL");
    // However the program ends, the service ends with it.
    await until(() => !isAlive(service!));
  });

  for (const how of ["end", "close"])
    test(`[G6] the gate does not keep it from ending (${how})`, async () => {
      const host = start(how);
      expect(await judged(host)).toBe("0\n");
      expect(await host.exited).toBe(0);
    });
});

test("[G7] the type checker runs under limits that were set before it started, with an empty environment", async () => {
  process.env["NODEGEN_SECRET"] = "hunter2";
  const seen: string[] = [];
  const spawn = ((command: string[], options: object) => {
    const instead = [...command.slice(0, 3), "/bin/sh", "-c", "ulimit -v; ulimit -t; exec /usr/bin/env"];
    seen.push(Bun.spawnSync(instead, options as object).stdout!.toString());
    return Bun.spawn(command, options);
  }) as GatePowers["spawn"];
  const { gate: watched, close } = makeGate({ ...(await gatePowers()), spawn });
  await watched(around(""));
  await close();
  delete process.env["NODEGEN_SECRET"];
  // The shell that asks puts its own folder into what it hands on.
  expect(seen.map((text) => text.replace(/^(PWD|OLDPWD|SHLVL|_)=.*\n/gm, ""))).toEqual(["1048576\n2\n"]);
});

describe("the type checker's last words", () => {
  /** A gate whose checker is `instead`, and the checkers that it started. */
  const gateOf = async (instead: (command: string[]) => string[]) => {
    const started: Bun.Subprocess[] = [];
    const spawn = ((command: string[], options: object) => {
      started.push(Bun.spawn(instead(command), options));
      return started.at(-1);
    }) as GatePowers["spawn"];
    return { ...makeGate({ ...(await gatePowers()), spawn }), started };
  };
  const says = (stderr: string, then: string) => () => ["/bin/sh", "-c", `printf '%s' "$0" >&2; ${then}`, stderr];

  const well = "✓ No type errors in 1 file [11.16ms]\n";

  test("[G7] a checker that has said that all is well is not waited for, and is ended", async () => {
    const andStays = ["/bin/sh", "-c", '"$0" "$@"; exec sleep 1000'];
    const { gate: own, close, started } = await gateOf((command) => [...andStays, ...command]);
    expect(brief((await own(around("x = 1;"))).findings)).toEqual([]);
    await Promise.all(started.map(({ exited }) => exited));
    expect(started.map(({ signalCode }) => signalCode)).toEqual(["SIGKILL"]);
    await close();
  });

  for (const [stderr, exitCode, codes] of [
    [well, 0, []],
    // Anything beside the words, and the exit code decides.
    [`note: stopped\n${well}`, 1, ["TYPES_TOO_COSTLY 1:1"]],
    [`${well}note: stopped`, 1, ["TYPES_TOO_COSTLY 1:1"]],
    ["✓ No type errors in 2 files [11.16ms]\n", 1, ["TYPES_TOO_COSTLY 1:1"]],
    ["All is well\n", 0, []],
  ] as const)
    test(`[G7] ${JSON.stringify(stderr)} and exit code ${exitCode}`, async () => {
      const { gate: own, close } = await gateOf(says(stderr, `exit ${exitCode}`));
      expect(brief((await own(around("x = 1;"))).findings)).toEqual([...codes]);
      await close();
    });
});

test("[G10] what was emitted is ruled again, at the author's place", () => {
  const map = { version: 3, sources: ["<stdin>"], names: [], mappings: "AAAA;AAEA" } as const;
  // Stands in for a disagreement of the two parsers: the emitted text has what the author's did not.
  const judge = (code: string) => {
    const read = readEmitted({ transpiled: { code, map }, kind: "node" });
    return read.ok ? read.value : read.error.map(({ code, stage, line }) => `${stage} ${code} ${line}`);
  };
  expect(judge("import { Node2D } from 'nodegen';\nexport default class A extends process {}")).toEqual([
    "transpile GATE_GLOBAL 3",
  ]);
  expect(judge("export default class A {}\nimport('x')")).toEqual(["transpile GATE_FORBIDDEN_SYNTAX 3"]);
  expect(judge("import 'fs';\nexport default class A {}")).toEqual(["transpile GATE_IMPORT 1"]);
  expect(judge("let a = 1, c = 2;\nexport default class A { x = a < process > (1, c) }")).toEqual([
    "transpile GATE_GLOBAL 3",
  ]);
  expect(judge("export default class A {\n")).toEqual(["transpile SYNTAX_ERROR 3"]);
});

test("[G6] the gate leaves nothing behind in its folder, and removes it", async () => {
  const powers = await gatePowers();
  const folders: string[] = [];
  const makeFolder = async () => {
    const folder = await powers.makeFolder();
    folders.push(folder);
    return folder;
  };
  const { gate: tidy, close } = makeGate({ ...powers, makeFolder });
  await Promise.all([tidy(around("x = 1;")), tidy(around("x = 'a';"))]);
  expect(folders).toHaveLength(1);
  expect((await readdir(folders[0]!)).toSorted()).toEqual(["nodegen.d.ts", "tsconfig.json"]);
  await close();
  expect(readdir(folders[0]!)).rejects.toThrow();
});
