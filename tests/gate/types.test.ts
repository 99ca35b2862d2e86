/** The type stage: what models get wrong most, how it is told, and that the checker is bounded. */
import { describe, expect, test } from "bun:test";

import { diagnosticsOf } from "../../src/gate/types/diagnostics.ts";
import { hintedNumbers, hintFor } from "../../src/gate/types/hints.ts";
import { reworded } from "../../src/gate/types/wording.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { around, brief, useGate } from "./shared.ts";

const gate = useGate();

/** Members, the code, and a piece of the hint. */
const mistakes: readonly (readonly [members: string, code: string, hint: string, imports?: string])[] = [
  ["speed = 1; onUpdate(dt: number) { this.rotation += this.sped * dt; }", "TYPES_2551", '"speed" instead of "sped"'],
  ["onReady() { this.destroy(); }", "TYPES_2339", "queueFree()"],
  ["onReady() { this.getNode('a')!.text = 'x'; }", "TYPES_2339", "getNode<Label>"],
  ["onReady() { this.lives -= 1; }", "TYPES_2339", "lives = 0"],
  ["position = { x: 1, y: 2 };", "TYPES_2416", "position = new Vec2(x, y)"],
  ["velocity: Vec2 = { x: 1, y: 2 };", "TYPES_2740", "new Vec2(x, y)", "Node2D, Vec2"],
  ["x = 'left';", "TYPES_2416", "the engine's"],
  ["onUpdate(dt: string) {}", "TYPES_2416", "onUpdate(dt: number): void"],
  ["isInGroup() { return 1; }", "TYPES_2416", "the engine's"],
  ["globalPosition = new Vec2(1, 2);", "TYPES_2610", "cannot be redeclared", "Node2D, Vec2"],
  ["@property({ range: [0, 1] }) label = 'a';", "TYPES_1240", "number fields only", "Node2D, property"],
  ["speed: number = 'fast';", "TYPES_2322", "Number(text)"],
  ["onReady() { this.every('1', () => {}); }", "TYPES_2345", "Number(text)"],
  ["@property({ range: 1 }) speed = 1;", "TYPES_2769", "exactly one of them", "Node2D, property"],
  ["onReady() { this.every(1); }", "TYPES_2554", "Count the arguments"],
  [
    "onReady() { this.addChild(new Circle({ raduis: 4 })); }",
    "TYPES_2561",
    '"radius" instead of "raduis"',
    "Node2D, Circle",
  ],
  ["onReady() { this.addChild(new Circle({ fill: 'red' })); }", "TYPES_2353", '"color"', "Node2D, Circle"],
  ["add = (a, b: number) => b;", "TYPES_7006", '"a" a type'],
  ["onReady() { this.parent.name; }", "TYPES_2531", "may be null"],
  ["onReady() { const n = this.getNode('a'); n.name; }", "TYPES_18047", "if (n)"],
  ["list: number[] = []; onReady() { const n = this.list.find(Boolean); n.toFixed(); }", "TYPES_18048", "if (n)"],
  ["ball: Circle;", "TYPES_2564", "initial value", "Node2D, Circle"],
  ["onReady() { this.sceneTime = 1; }", "TYPES_2540", "read-only"],
  ["onReady() { new random(); }", "TYPES_2351", "not a class", "Node2D, random"],
  ["", "TYPES_2724", "Sprite2D", "Node2D, Sprite"],
  ["", "TYPES_2305", "has no", "Node2D, Bluetooth"],
  ["onReady() { return this.position + 1; }", "TYPES_2365", "methods of Vec2"],
  ["onReady() { const p = this.position * 2; }", "TYPES_2362", "methods of Vec2"],
  ["override onTock() {}", "TYPES_4113", 'Delete "override"'],
  ["size(): number {}", "TYPES_2355", "Return a value"],
  ["anchor = 'middle';", "TYPES_2416", "the engine's"],
  ["rotation() {}", "TYPES_2425", '"rotation" is the engine\'s'],
  ["kind: Anchor = 'middle';", "TYPES_2322", "the type allows", "Node2D, type Anchor"],
  ["onReady() { const all = []; all.push(1); const f = () => all; }", "TYPES_7034", "a type"],
  ["map: Map<string, numbr> = new Map();", "TYPES_2552", '"number"'],
  ["a: Vec2Like = { x: 1, y: 1 };", "TYPES_2304", 'Add "Vec2Like" to the import'],
  ["onReady() { [1].toSpliced(0).findLastt(Boolean); }", "TYPES_2551", "findLast"],
];

describe("the mistakes that models make most", () => {
  test("TYPES_2440: the broker's permissions beside the module's literal of that name", async () => {
    const { findings } = await gate(`import { Node, permissions } from "nodegen";
      export const permissions = { storage: true };
      export default class Asker extends Node { onReady() { permissions.query("storage"); } }`);
    const found = findings.find(({ code }) => code === "TYPES_2440");
    expect(found?.hint).toContain('import { permissions as other } from "nodegen"');
  });

  for (const [members, code, hint, imports] of mistakes)
    test(`${code}: ${members || imports}`, async () => {
      const { findings } = await gate(around(members, imports));
      const found = findings.find((finding) => finding.code === code);
      expect(found ?? brief(findings)).toMatchObject({ code, severity: "error", stage: "types" });
      expect(found?.hint).toContain(hint);
      expect(found?.message).not.toMatch(/tsconfig|compiler option|npm|--\w/);
    });

  test("a finding stands at the author's place, counted in UTF-16 units, over every kind of line break", async () => {
    const { findings } = await gate(around('text = "😀"; x = "a";\r\n/* a\u2028b */ y = "b";'));
    expect(brief(findings)).toEqual(["TYPES_2416 4:14", "TYPES_2416 6:6"]);
  });

  test("near misses are named", async () => {
    const { findings } = await gate(around("speed = 1; onUpdate(dt: number) { this.rotation += this.sped * dt; }"));
    expect(findings[0]?.message).toBe("Property 'sped' does not exist on type 'Thing'. Did you mean 'speed'?");
  });

  test("what the contract has said about a place is not said again by the types", async () => {
    const { findings } = await gate(around("onReady() { setTimeout(() => {}, 1); foo(); }"));
    expect(brief(findings)).toEqual(["GATE_GLOBAL 4:13", "GATE_UNKNOWN_NAME 4:38"]);
  });
});

describe("wording", () => {
  const of = (message: string, ...because: string[]) => reworded({ number: 1, line: 1, column: 1, message, because });

  test("[G12] no message tells the author to change a configuration or to install a package", () => {
    expect(
      of(
        "Cannot find name 'require'. Do you need to install type definitions for node? Try `npm i --save-dev @types/node` and then add 'node' to the types field in your tsconfig.",
      ),
    ).toBe("Cannot find name 'require'.");
    expect(
      of(
        "Property 'x' does not exist on type 'A'. Do you need to change your target library? Try changing the 'lib' compiler option to 'esnext' or later.",
      ),
    ).toBe("Property 'x' does not exist on type 'A'.");
    expect(of("This syntax requires the '--jsx' flag.")).toBe("The type checker cannot accept this.");
    expect(hintedNumbers.map((number) => hintFor(number, "'a' 'b'", nodeKind)).join("\n")).not.toMatch(
      /tsconfig|npm |compiler|--[a-z]/,
    );
  });

  test("control characters of the text are escaped, and lengths capped", () => {
    expect(of("Type '\u009b31m\u202e' is wrong.")).toBe("Type '\\u{9b}31m\\u{202e}' is wrong.");
    expect(of("x".repeat(10_000)).length).toBeLessThan(500);
  });

  test("paths of the checker's folder are left out", () => {
    expect(of(`Type 'import("/tmp/x/module1").A' is not assignable to type 'B'.`)).toBe(
      "Type 'A' is not assignable to type 'B'.",
    );
  });

  test("at least thirty type errors have advice of their own", () => {
    expect(hintedNumbers.length).toBeGreaterThan(30);
  });

  test("output that is none of the checker's is no diagnostic", () => {
    expect(diagnosticsOf("  lost\nFound 1 error\n\n(1,2): warning\nerror TS1: global\n")).toEqual([
      { number: 1, line: 1, column: 1, message: "global", because: [] },
    ]);
  });
});

describe("bounds", () => {
  const doubling = Array.from({ length: 30 }, (_, i) => `const a${i + 1} = { l: a${i}, r: a${i} };`).join("");

  test("[G7] the doubling bomb ends as a finding", async () => {
    const started = performance.now();
    const report = await gate(around("", "Node2D", `const a0 = { l: 1 };${doubling}const x: string = a30;`));
    expect(brief(report.findings)).toEqual(["TYPES_TOO_COSTLY 1:1"]);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test("[G7] so does a type that takes time instead of memory: some seconds, in a hundred megabytes", async () => {
    const list = (count: number, each: (n: number) => string, between: string) =>
      Array.from({ length: count }, (_, n) => each(n)).join(between);
    // Each of the first union is compared with all before its counterpart in the second, property by property.
    const text = [
      `type Keys = ${list(1500, (n) => `"k${n}"`, " | ")};`,
      `type A<K> = { ${list(400, (n) => `p${n}: 0`, "; ")}; z: [K] };`,
      `type B<K> = { ${list(400, (n) => `p${n}: 0`, "; ")}; z: [K]; more?: 1 };`,
      "type AllA<K> = K extends unknown ? A<K> : never;",
      "type AllB<K> = K extends unknown ? B<K> : never;",
      'const compare = (value: AllA<Keys>): AllB<"before" | Keys> => value;',
    ].join("\n");
    const started = performance.now();
    const report = await gate(around("run = compare;", "Node2D", text));
    const ms = performance.now() - started;
    expect(brief(report.findings)).toEqual(["TYPES_TOO_COSTLY 1:1"]);
    // It was the processor time, and not the memory: that would have ended it at once.
    expect(ms).toBeGreaterThan(1900);
  });

  test("[G7] types that the checker itself refuses as too complex are findings at their place", async () => {
    const loop =
      "type Loop<N extends unknown[]> = N['length'] extends 900 ? N : Loop<[...N, 0]>;\ntype Many<A, B> = [Loop<[]>, A, B];";
    const union = `type D = ${Array.from({ length: 10 }, (_, i) => i).join("|")};\ntype T = \`\${D}\${D}\${D}\${D}\${D}\`;`;
    const report = await gate(around("value: T | Many<1, 2> = 1;", "Node2D", `${loop}\n${union}`));
    expect(brief(report.findings)).toContain("TYPES_2590 5:10");
  });

  test("several checks at once do not see one another", async () => {
    const reports = await Promise.all(
      Array.from({ length: 8 }, (_, i) => gate(around(i % 2 === 0 ? `x = ${i};` : `x = "${i}";`))),
    );
    expect(reports.map(({ findings }) => findings.length)).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
  });
});
