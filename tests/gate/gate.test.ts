/** The gate as a whole, with real tools: which stages run, what is reported, what passes and what it becomes. */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";

import { contentHash } from "../../src/base/hash.ts";
import { isChecked } from "../../src/gate/checked.ts";
import { around, brief, useGate } from "./shared.ts";

const gate = useGate();
const stagesOf = (report: Awaited<ReturnType<typeof gate>>) =>
  report.stages.map(({ name, ok }) => `${name} ${ok ? "ok" : "failed"}`);

describe("the stages", () => {
  test("[G1] a clean module passes all four, and is minted", async () => {
    const source = around("radius = 1;");
    const report = await gate(source);
    expect(report.findings).toEqual([]);
    expect(stagesOf(report)).toEqual(["syntax ok", "contract ok", "types ok", "transpile ok"]);
    expect(report.stages.every(({ ms }) => ms >= 0)).toBe(true);
    expect(report).toMatchObject({ kind: "node", name: "Thing", hash: contentHash(source), permissions: {} });
    expect(isChecked(report.checked!)).toBe(true);
    expect(isChecked({ ...report.checked! })).toBe(false);
    expect(Object.isFrozen(report.checked)).toBe(true);
  });

  test("[G2] a syntax error ends the gate", async () => {
    const report = await gate(
      'import { Node2D } from "nodegen";\nexport default class A extends Node2D {\n  x = (1;\n}\n',
    );
    expect(stagesOf(report)).toEqual(["syntax failed"]);
    expect(brief(report.findings)).toEqual(["SYNTAX_ERROR 3:9"]);
    expect(report.checked).toBeUndefined();
  });

  test("[G2] contract and types are reported together, all of them, in the order of the text", async () => {
    const report = await gate(around("x = 'a';\n_process() {}\ny = this.zz;\nonReady() { setTimeout(() => {}, 1); }"));
    expect(stagesOf(report)).toEqual(["syntax ok", "contract failed", "types failed"]);
    expect(brief(report.findings)).toEqual([
      "TYPES_2416 4:1",
      "GATE_HOOK_NAME 5:1",
      "TYPES_2339 6:10",
      "GATE_GLOBAL 7:13",
    ]);
  });

  test("[G2] types are not asked while an import or a directive is out of order", async () => {
    for (const before of [
      'import fs from "fs";',
      "// @ts-nocheck",
      "declare const x: number;",
      'type T = import("./x");',
    ])
      expect(stagesOf(await gate(around("x = 'a';", "Node2D", before)))).toEqual(["syntax ok", "contract failed"]);
  });

  test("[G6] a text that the parser trips over, or leaves a part out of, is a finding in the text", async () => {
    for (const [text, place] of [
      ["namespace this", "1:1"],
      ["class A {}\nnamespace this", "2:1"],
      ["class A {\n  static { namespace null } }", "2:12"],
      ["if (1)\n namespace this;", "2:2"],
      ["switch (1) { case 1:\n namespace this; }", "2:2"],
      ["if (1) {} else\n namespace this;", "2:2"],
      ["for (;;)\n namespace this;", "2:2"],
    ] as const) {
      const report = await gate(text);
      expect(stagesOf(report)).toEqual(["syntax failed"]);
      expect([text, ...brief(report.findings)]).toEqual([text, `SYNTAX_ERROR ${place}`]);
    }
  });

  test("several recoverable syntax errors are all told", async () => {
    const report = await gate("const a = 1;\nconst a = 2;\nlet b;\nlet b;\n");
    expect(brief(report.findings)).toEqual(["SYNTAX_ERROR 2:7", "SYNTAX_ERROR 4:5"]);
  });
});

describe("caps", () => {
  const first = async (source: string) => (await gate(source)).findings[0]?.code;

  test("[G3] more than 64 kB, in bytes and not in characters", async () => {
    expect(await first(`//${"é".repeat(33_000)}`)).toBe("GATE_TOO_LARGE");
    expect(await first(around(`/*${"e".repeat(60_000)}*/`))).toBeUndefined();
    expect(stagesOf(await gate("x".repeat(70_000)))).toEqual(["syntax failed"]);
  });

  test("[G3] nesting deeper than 200, wherever the brackets hide", async () => {
    const nest = (open: string, close: string, depth: number) =>
      around(`x = ${open.repeat(depth)}1${close.repeat(depth)};`);
    expect(await first(nest("[", "]", 201))).toBe("GATE_TOO_DEEP");
    expect(await first(nest("[", "]", 150))).not.toBe("GATE_TOO_DEEP");
    expect(await first(nest('f("}", ', ")", 300))).toBe("GATE_TOO_DEEP");
    expect(await first(nest("`${", "}`", 300))).toBe("GATE_TOO_DEEP");
    expect(await first(nest("/[/]/.test(", ")", 300))).toBe("GATE_TOO_DEEP");
    expect(await first(around(`rule = "${"[".repeat(300)}"; // ${"(".repeat(300)}`))).toBeUndefined();
  });

  test("[G3] chains that are deep without brackets", async () => {
    expect(await first(around(`x = ${"1+".repeat(2000)}1;`))).toBe("GATE_TOO_DEEP");
    expect(await first(around(`x = ${"!".repeat(20_000)}1;`))).toBe("GATE_TOO_DEEP");
    expect(await first(around(`x = ${"1+".repeat(200)}1;`))).toBeUndefined();
  });

  test("[G3] invisible controls, unless they are escaped", async () => {
    const report = await gate(around('text = "a\u202eb";'));
    expect(report.findings).toMatchObject([
      { code: "GATE_CONTROL_CHARACTER", line: 4, column: 10, hint: expect.stringContaining("\\u202e") },
    ]);
    expect((await gate(around('text = "a\\u202eb";'))).findings).toEqual([]);
  });

  test("[G3] a Markdown fence, in front or after prose", async () => {
    expect(await first(`\`\`\`ts\n${around("")}\`\`\`\n`)).toBe("GATE_FENCE");
    expect(await first(`Here is the module:\n\n~~~typescript\n${around("")}~~~\n`)).toBe("GATE_FENCE");
    expect(await first(around("text = `\n\\`\\`\\`\n`;"))).toBeUndefined();
  });
});

describe("the name", () => {
  const nameOf = async (source: string, options = {}) => (await gate(source, options)).name;
  const anonymous = 'import { Node } from "nodegen";\nexport default class extends Node {}\n';

  test("[G4] comes from the syntax tree, else from the file, else from the description", async () => {
    expect(await nameOf(around(""), { file: "a/other.ts" })).toBe("Thing");
    expect(await nameOf(anonymous, { file: "scenes/bouncing-balls.ts", description: "x" })).toBe("BouncingBalls");
    expect(await nameOf(anonymous, { description: "a node that spins!" })).toBe("ANodeThatSpins");
    expect(await nameOf(anonymous, { description: "3 ünder wörds" })).toBe("Module3ÜnderWörds");
    expect(await nameOf(anonymous)).toBe("Module");
    expect(await nameOf("not a module (", { file: "x/y.ts" })).toBe("Y");
  });
});

describe("the permissions", () => {
  test("[G5] are read off the literal", async () => {
    const source = around(
      "",
      "Node2D, type Permissions",
      'export const permissions = { net: ["a.example", `b`], storage: true } as const satisfies Permissions;',
    );
    const report = await gate(source);
    expect(report.findings).toEqual([]);
    expect(report.permissions).toEqual({ net: ["a.example", "b"], storage: true });
    expect(report.checked?.permissions).toEqual(report.permissions);
  });
});

test("every scene of the project passes without a warning", async () => {
  const folder = join(import.meta.dir, "../../scenes");
  const files = [...new Bun.Glob("*.ts").scanSync(folder)];
  expect(files.length).toBeGreaterThan(11);
  for (const file of files) {
    const report = await gate(await Bun.file(join(folder, file)).text(), { file });
    expect({ file, findings: report.findings }).toEqual({ file, findings: [] });
  }
});
