/** Texts that were made to hurt the host: each ends as a finding, in time, and the gate goes on. */
import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";

import { withinBudget } from "../../src/gate/budget.ts";
import { makeGate } from "../../src/gate/gate.ts";
import type { GatePowers } from "../../src/gate/powers.ts";
import { gatePowers } from "./gate-powers.ts";
import { around, brief, useGate } from "./shared.ts";

const gate = useGate();
const repeat = (before: string, middle: string, after: string, times: number): string =>
  before.repeat(times) + middle + after.repeat(times);

describe("readers", () => {
  test("[G6] a text that takes the parser exponential time is ended by the clock", async () => {
    const started = performance.now();
    const report = await gate(around(`x = ${repeat("<a>(", "1", ")", 60)};`));
    expect(brief(report.findings)).toEqual(["GATE_TOO_COSTLY 1:1"]);
    expect(performance.now() - started).toBeLessThan(10_000);
    expect((await gate(around("x = 1;"))).findings).toEqual([]);
  });

  test("the clock ends a loop that catches everything, and lets results and our own errors through", () => {
    const stubborn = (): never => {
      for (;;)
        try {
          for (;;);
        } catch {
          // The watchdog's interruption cannot be caught.
        }
    };
    expect(withinBudget(stubborn, 50)).toEqual({ ok: false, error: "time" });
    expect(withinBudget(() => 42)).toEqual({ ok: true, value: 42 });
    const deep = (n: number): number => 1 + deep(n + 1);
    expect(withinBudget(() => deep(0))).toEqual({ ok: false, error: "stack" });
    expect(() => withinBudget(() => JSON.parse("{"))).toThrow(SyntaxError);
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

describe("the transpiler", () => {
  test("[G7] a tool that is too slow or too hungry is a finding, and the next text gets a fresh one", async () => {
    const real = await gatePowers();
    let instead: string[] | undefined;
    // Stands in for a breach that no text within the caps is known to reach.
    const spawn = ((command: string[], options: object) =>
      Bun.spawn(
        instead !== undefined && command.includes(real.esbuild) ? [...command.slice(0, 3), ...instead] : command,
        options,
      )) as GatePowers["spawn"];
    const { gate: guarded, close } = makeGate({ ...real, spawn });
    const clean = around("x = 1;");
    expect((await guarded(clean)).findings).toEqual([]);
    for (const breach of [["/bin/sh", "-c", "while :; do :; done"], ["/bin/sh", "-c", "exit 2"], ["/usr/bin/yes"]]) {
      instead = breach;
      expect(brief((await guarded(clean)).findings)).toEqual(["TRANSPILE_TOO_COSTLY 1:1"]);
    }
    instead = undefined;
    expect((await guarded(clean)).findings).toEqual([]);
    await close();
  });

  test("[G7] the tools run under the limits that were set before they started", async () => {
    const real = await gatePowers();
    const limits: string[] = [];
    const spawn = ((command: string[], options: object) => {
      const shown = Bun.spawnSync([...command.slice(0, 2), command[2]!, "/bin/sh", "-c", "ulimit -v; ulimit -d"], {
        ...options,
        stdin: "ignore",
      } as object);
      limits.push(shown.stdout!.toString().trim().replace("\n", " "));
      return Bun.spawn(command, options);
    }) as GatePowers["spawn"];
    const { gate: watched, close } = makeGate({ ...real, spawn });
    await watched(around(""));
    await close();
    expect(limits.toSorted()).toEqual(["1048576 unlimited", "unlimited 204800"]);
  });

  test("[G10] what was emitted is ruled again, at the author's place", async () => {
    // Stands in for a disagreement of the two parsers: the tool answers with a text that uses what the author's did not.
    const real = await gatePowers();
    const map = Buffer.from(
      JSON.stringify({ version: 3, sources: ["<stdin>"], names: [], mappings: "AAAA;AAEA" }),
    ).toString("base64");
    const answers = (text: string) =>
      `cat > /dev/null; cat <<'END'\n${text}\n//# sourceMappingURL=data:application/json;base64,${map}\nEND`;
    let text = "";
    const spawn = ((command: string[], options: object) =>
      Bun.spawn(
        command.includes(real.esbuild) ? ["/bin/sh", "-c", answers(text)] : command,
        options,
      )) as GatePowers["spawn"];
    const { gate: betrayed, close } = makeGate({ ...real, spawn });
    const judge = async (emitted: string) => {
      text = emitted;
      return (await betrayed(around("x = 1;"))).findings.map(({ code, stage, line }) => `${stage} ${code} ${line}`);
    };
    expect(await judge("import { Node2D } from 'nodegen';\nexport default class A extends process {}")).toEqual([
      "transpile GATE_GLOBAL 3",
    ]);
    expect(await judge("export default class A {}\nimport('x')")).toEqual(["transpile GATE_FORBIDDEN_SYNTAX 3"]);
    expect(await judge("import 'fs';\nexport default class A {}")).toEqual(["transpile GATE_IMPORT 1"]);
    expect(await judge("let a = 1, c = 2;\nexport default class A { x = a < process > (1, c) }")).toEqual([
      "transpile GATE_GLOBAL 3",
    ]);
    expect(await judge("export default class A {")).toEqual(["transpile SYNTAX_ERROR 3"]);
    await close();
  });
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
