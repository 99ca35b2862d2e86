/**
 * Every sentence of the contract that the text alone can break: a module that breaks it, and one close by that does not.
 * The rules are asked without types, so that each case shows its own finding and no other.
 */
import { describe, expect, test } from "bun:test";

import { codeRow } from "../../src/base/codes.ts";
import { read } from "../../src/gate/reading/read.ts";
import { rules } from "../../src/gate/rules/all.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { around } from "./shared.ts";

const findings = (source: string) => {
  const { unreadable, contract } = read(source, "source", nodeKind);
  return [...unreadable, ...contract];
};

/** Code, and the text that is marked. */
const marks = (source: string): string[] =>
  findings(source).map(({ code, start, end }) => `${code}: ${source.slice(start, end ?? start + 1)}`);

interface Case {
  readonly name: string;
  readonly bad: string;
  readonly marks: readonly string[];
  /** Code that is close to the bad one and passes. */
  readonly good: string;
}

const N = 'import { Node2D, random, input, property } from "nodegen";\n';
const C = "export default class A extends Node2D {}\n";

const cases: Record<string, readonly Case[]> = {
  imports: [
    {
      name: "a package",
      bad: `import fs from "node:fs";\n${N}${C}`,
      marks: ['GATE_IMPORT: "node:fs"'],
      good: N + C,
    },
    {
      name: "a type of another file",
      bad: `import type { X } from "./x";\n${N}${C}`,
      marks: ['GATE_IMPORT: "./x"'],
      good: `import type { Vec2Like } from "nodegen";\n${N}${C}`,
    },
    {
      name: "attributes, which run macros",
      bad: `import { Node2D } from "nodegen" with { type: "macro" };\n${C}`,
      marks: ['GATE_IMPORT: import { Node2D } from "nodegen" with { type: "macro" };'],
      good: `import * as ng from "nodegen";\nexport default class A extends ng.Node2D {}`,
    },
    {
      name: "an export from elsewhere",
      bad: `export { permissions } from "./p";\n${N}${C}`,
      marks: ['GATE_IMPORT: "./p"', 'GATE_PERMISSIONS: export { permissions } from "./p";'],
      good: `${N}export const permissions = {};\n${C}`,
    },
  ],
  directives: [
    {
      name: "@ts-ignore",
      bad: `${N}// @ts-ignore\n${C}`,
      marks: ["GATE_DIRECTIVE: // @ts-ignore"],
      good: `${N}// ts is ignored\n${C}`,
    },
    {
      name: "@ts-nocheck",
      bad: `// @ts-nocheck\n${N}${C}`,
      marks: ["GATE_DIRECTIVE: // @ts-nocheck"],
      good: `// checked\n${N}${C}`,
    },
    {
      name: "@ts-expect-error in a block",
      bad: `${N}/* @ts-expect-error */\n${C}`,
      marks: ["GATE_DIRECTIVE: /* @ts-expect-error */"],
      good: `${N}/** Expects no error. */\n${C}`,
    },
    {
      name: "a reference to a file",
      bad: `/// <reference path="/etc/passwd" />\n${N}${C}`,
      marks: ['GATE_DIRECTIVE: /// <reference path="/etc/passwd" />'],
      good: `/// A reference.\n${N}${C}`,
    },
    {
      name: "a reference to a library",
      bad: `///<reference lib="dom"/>\n${N}${C}`,
      marks: ['GATE_DIRECTIVE: ///<reference lib="dom"/>'],
      good: `${N}const text = '/// <reference lib="dom"/>';\n${C}`,
    },
  ],
  "forbidden-syntax": [
    {
      name: "import()",
      bad: around('onReady() { void import("x"); }'),
      marks: ['GATE_FORBIDDEN_SYNTAX: import("x")'],
      good: around("onReady() {}"),
    },
    {
      name: "import.meta",
      bad: around("url = import.meta.url;"),
      marks: ["GATE_FORBIDDEN_SYNTAX: import.meta"],
      good: around("meta = 1;"),
    },
    {
      name: "an import type",
      bad: `${N}type T = import("./x").T;\n${C}`,
      marks: ['GATE_IMPORT_TYPE: import("./x").T'],
      good: `${N}type T = string;\n${C}`,
    },
    {
      name: "import =",
      bad: `import x = require("x");\n${N}${C}`,
      marks: ['GATE_FORBIDDEN_SYNTAX: import x = require("x");'],
      good: N + C,
    },
    {
      name: "declare global",
      bad: `${N}declare global {}\n${C}`,
      marks: ["GATE_AMBIENT: declare global {}"],
      good: N + C,
    },
    {
      name: "declare module",
      bad: `${N}declare module "nodegen" {}\n${C}`,
      marks: ['GATE_AMBIENT: declare module "nodegen" {}'],
      good: N + C,
    },
    {
      name: "declare const",
      bad: `${N}declare const x: any;\n${C}`,
      marks: ["GATE_AMBIENT: declare const x: any;"],
      good: `${N}const x = 1;\n${C}`,
    },
    {
      name: "declare function",
      bad: `${N}declare function f(): void;\n${C}`,
      marks: ["GATE_AMBIENT: declare function f(): void;"],
      good: `${N}function f(): void;\nfunction f(): void {}\n${C}`,
    },
    {
      name: "a hashbang",
      bad: `#!/usr/bin/env bun\n${N}${C}`,
      marks: ["GATE_FORBIDDEN_SYNTAX: #!"],
      good: `// #!\n${N}${C}`,
    },
    {
      name: "a namespace",
      bad: `${N}namespace X {}\n${C}`,
      marks: ["GATE_FORBIDDEN_SYNTAX: namespace X {}"],
      good: `${N}enum X { A }\n${C}`,
    },
    {
      name: "using",
      bad: around("onReady() { using x = null; }"),
      marks: ["GATE_FORBIDDEN_SYNTAX: using x = null;"],
      good: around("onReady() { const using = null; }"),
    },
  ],
  globals: [
    {
      name: "a timer",
      bad: around("onReady() { setTimeout(() => {}, 1); }"),
      marks: ["GATE_GLOBAL: setTimeout"],
      good: around("onReady() { this.after(1, () => {}); }"),
    },
    {
      name: "the global object",
      bad: around("onReady() { globalThis.x = 1; }"),
      marks: ["GATE_GLOBAL: globalThis"],
      good: around("onReady() { const globalThis = { x: 0 }; globalThis.x = 1; }"),
    },
    {
      name: "eval",
      bad: around('onReady() { eval("1"); }'),
      marks: ["GATE_GLOBAL: eval"],
      good: around("onReady() { JSON.parse('1'); }"),
    },
    {
      name: "Function",
      bad: around('onReady() { new Function("1"); }'),
      marks: ["GATE_GLOBAL: Function"],
      good: around("onReady() { const f: Function = () => {}; f(); }"),
    },
    {
      name: "typeof process",
      bad: around("kind = typeof process;"),
      marks: ["GATE_GLOBAL: process"],
      good: around("kind = typeof this;"),
    },
    {
      name: "a shorthand property",
      bad: around("all = { window };"),
      marks: ["GATE_GLOBAL: window"],
      good: around("all = { window: 1 };"),
    },
    {
      name: "a name of the engine without its import",
      bad: around("onReady() { lerp(0, 1, 2); }"),
      marks: ["GATE_UNKNOWN_NAME: lerp"],
      good: around("onReady() { lerp(0, 1, 2); }", "Node2D, lerp"),
    },
    {
      name: "an unknown name",
      bad: around("onReady() { helper(); }"),
      marks: ["GATE_UNKNOWN_NAME: helper"],
      good: around("onReady() { helper(); }", "Node2D", "function helper() {}"),
    },
    {
      name: "a standard object written over",
      bad: around("onReady() { Math = null; }"),
      marks: ["GATE_GLOBAL: Math"],
      good: around("onReady() { let Math = 1; Math = 2; }"),
    },
    {
      name: "the loader's name",
      bad: `${N}const nodegen$ = 1;\n${C}`,
      marks: ["GATE_RESERVED_NAME: nodegen$"],
      good: `${N}const nodegen = 1;\n${C}`,
    },
    {
      name: "arguments at top level",
      bad: `${N}const a = arguments;\n${C}`,
      marks: ["GATE_GLOBAL: arguments"],
      good: around("f() { return arguments; }"),
    },
  ],
  "default-export": [
    {
      name: "none",
      bad: `${N}class A extends Node2D {}\n`,
      marks: ["GATE_DEFAULT_EXPORT: A"],
      good: `${N}class A extends Node2D {}\nexport default A;`,
    },
    {
      name: "a function",
      bad: `${N}export default function f() {}`,
      marks: ["GATE_DEFAULT_EXPORT: function f() {}"],
      good: `${N}export default class extends Node2D {}`,
    },
    {
      name: "no node class",
      bad: `${N}export default class A {}`,
      marks: ["GATE_DEFAULT_EXPORT: A"],
      good: `${N}class B extends Node2D {}\nclass A extends B {}\nexport { A as default };`,
    },
    {
      name: "a class that is no node",
      bad: `import { Vec2 } from "nodegen";\nexport default class A extends Vec2 {}`,
      marks: ["GATE_DEFAULT_EXPORT: Vec2"],
      good: `import { Node2D as Base } from "nodegen";\nexport default class A extends Base {}`,
    },
    {
      name: "a mixin",
      bad: `${N}const mix = (base: typeof Node2D) => base;\nexport default class A extends mix(Node2D) {}`,
      marks: ["GATE_DEFAULT_EXPORT: mix(Node2D)"],
      good: `${N}const A = class extends Node2D {};\nexport default A;`,
    },
    {
      name: "a circle of classes",
      bad: `${N}class B extends A {}\nexport default class A extends B {}`,
      marks: ["GATE_DEFAULT_EXPORT: B"],
      good: N + C,
    },
    {
      name: "abstract",
      bad: `${N}export default abstract class A extends Node2D {}`,
      marks: ["GATE_DEFAULT_EXPORT: A"],
      good: `${N}abstract class B extends Node2D {}\nexport default class A extends B {}`,
    },
    {
      name: "constructor arguments",
      bad: around("constructor(private size = 1) { super(); }"),
      marks: ["GATE_DEFAULT_EXPORT: private size = 1"],
      good: around(
        "constructor() { super(); }",
        "Node2D",
        "class Part extends Node2D { constructor(size: number) { super(); this.x = size; } }",
      ),
    },
  ],
  exports: [
    {
      name: "a constant",
      bad: `${N}export const SPEED = 1;\n${C}`,
      marks: ["GATE_EXPORT: SPEED"],
      good: `${N}const SPEED = 1;\n${C}`,
    },
    {
      name: "a type",
      bad: `${N}export interface I {}\n${C}`,
      marks: ["GATE_EXPORT: I"],
      good: `${N}interface I {}\n${C}`,
    },
    {
      name: "a list",
      bad: `${N}const a = 1;\nexport { a as b };\n${C}`,
      marks: ["GATE_EXPORT: a as b"],
      good: `${N}class A extends Node2D {}\nexport { A as default };`,
    },
    {
      name: "everything",
      bad: `export * from "nodegen";\n${N}${C}`,
      marks: ['GATE_EXPORT: export * from "nodegen";'],
      good: N + C,
    },
  ],
  permissions: [
    {
      name: "scopes are hosts and paths that mean something",
      bad: `${N}export const permissions = { net: ["https://a.com"], read: ["../x"] };\n${C}`,
      marks: ['GATE_PERMISSIONS: ["https://a.com"]', 'GATE_PERMISSIONS: ["../x"]'],
      good: `${N}export const permissions = { net: ["a.com:443", "[::1]"], read: ["./data"] };\n${C}`,
    },
    {
      name: "an unknown name",
      bad: `${N}export const permissions = { stroage: true };\n${C}`,
      marks: ["GATE_PERMISSIONS: stroage"],
      good: `${N}export const permissions = { storage: true };\n${C}`,
    },
    {
      name: "a computed value",
      bad: `${N}const h = "a";\nexport const permissions = { net: [h] };\n${C}`,
      marks: ["GATE_PERMISSIONS: [h]"],
      good: `${N}export const permissions = { net: ["a", \`b\`] } as const satisfies Permissions;\n${C}`,
    },
    {
      name: "a computed key",
      bad: `${N}export const permissions = { ["net"]: ["a"] };\n${C}`,
      marks: ['GATE_PERMISSIONS: ["net"]: ["a"]'],
      good: `${N}export const permissions: Permissions = { "net": ["a"], model: false };\n${C}`,
    },
    {
      name: "a call",
      bad: `${N}const make = () => ({});\nexport const permissions = make();\n${C}`,
      marks: ["GATE_PERMISSIONS: make()"],
      good: `${N}export const permissions = {};\n${C}`,
    },
    {
      name: "let",
      bad: `${N}export let permissions = {};\n${C}`,
      marks: ["GATE_PERMISSIONS: let permissions = {};"],
      good: `${N}export const permissions = {};\n${C}`,
    },
    {
      name: "not exported",
      bad: `${N}const permissions = { net: ["a"] };\n${C}`,
      marks: ["GATE_PERMISSIONS: permissions"],
      good: around("onReady() { const permissions = 1; }"),
    },
  ],
  "top-level": [
    {
      name: "a statement",
      bad: `${N}for (;;) {}\n${C}`,
      marks: ["GATE_TOP_LEVEL: for (;;) {}"],
      good: `${N}function f() { for (;;) {} }\n${C}`,
    },
    {
      name: "a call",
      bad: `${N}console.log(1);\n${C}`,
      marks: ["GATE_TOP_LEVEL: console.log(1);"],
      good: around("onReady() { console.log(1); }"),
    },
    { name: "var", bad: `${N}var x = 1;\n${C}`, marks: ["GATE_TOP_LEVEL: var x = 1;"], good: `${N}let x = 1;\n${C}` },
    {
      name: "no initial value",
      bad: `${N}let x: number;\n${C}`,
      marks: ["GATE_TOP_LEVEL: x: number"],
      good: `${N}let x: number | undefined = undefined;\n${C}`,
    },
    {
      name: "await",
      bad: `${N}const x = await 1;\n${C}`,
      marks: ["GATE_TOP_LEVEL: await 1"],
      good: `${N}const x = async () => await 1;\n${C}`,
    },
  ],
  "top-level-effects": [
    {
      name: "chance",
      bad: `${N}const x = random.float();\n${C}`,
      marks: ["GATE_TOP_LEVEL_EFFECT: random"],
      good: `${N}const x = () => random.float();\nconst roll = random;\nconst y = Math.sqrt(2);\n${C}`,
    },
    {
      name: "chance in a function that is called on the spot",
      bad: `${N}const x = (() => random.float())();\n${C}`,
      marks: ["GATE_TOP_LEVEL_EFFECT: random"],
      good: `${N}const x = (() => 1)();\n${C}`,
    },
    {
      name: "input",
      bad: `${N}const x = input.pointer.x;\n${C}`,
      marks: ["GATE_TOP_LEVEL_EFFECT: input"],
      good: around("where = input.pointer.x;", "Node2D, input"),
    },
    {
      name: "the log, in a static field",
      bad: around("static x = console.log(1);"),
      marks: ["GATE_TOP_LEVEL_EFFECT: console"],
      good: around("x = console.log(1);"),
    },
    {
      name: "the broker",
      bad: 'import { Node2D, fetch as get } from "nodegen";\nconst x = get("a");\n' + C,
      marks: ["GATE_TOP_LEVEL_EFFECT: get"],
      good: 'import { Node2D, fetch as get } from "nodegen";\nconst x = () => get("a");\n' + C,
    },
  ],
  "class-form": [
    {
      name: "a static block",
      bad: around("static { }"),
      marks: ["GATE_CLASS_FORM: static { }"],
      good: around("static x = 1;"),
    },
    {
      name: "a decorator of one's own",
      bad: around("@log x = 1;", "Node2D", "const log = () => {};"),
      marks: ["GATE_CLASS_FORM: @log"],
      good: around("@property() x = 1;", "Node2D, property"),
    },
    {
      name: "property without a call",
      bad: around("@property x = 1;", "Node2D, property"),
      marks: ["GATE_CLASS_FORM: @property"],
      good: around("@tunable({ range: [0, 1] }) x = 1;", "Node2D, property as tunable"),
    },
    {
      name: "property on a method",
      bad: around("@property() go() {}", "Node2D, property"),
      marks: ["GATE_CLASS_FORM: @property()"],
      good: around("go() {}"),
    },
    {
      name: "property on a private field",
      bad: around("@property() #x = 1;", "Node2D, property"),
      marks: ["GATE_CLASS_FORM: @property()"],
      good: around("#x = 1;"),
    },
    {
      name: "property on a static field",
      bad: around("@property() static x = 1;", "Node2D, property"),
      marks: ["GATE_CLASS_FORM: @property()"],
      good: around("static x = 1;"),
    },
  ],
  hooks: [
    {
      name: "the name of another engine",
      bad: around("_process(dt: number) {}"),
      marks: ["GATE_HOOK_NAME: _process"],
      good: around("onUpdate(dt: number) { this._process(dt); }\n_process(dt: number) {}"),
    },
    {
      name: "a misspelling",
      bad: around("onUdpate(dt: number) {}"),
      marks: ["GATE_HOOK_NAME: onUdpate"],
      good: around("onUpdate(dt: number) {}"),
    },
    {
      name: "a field with a function",
      bad: around("update = (dt: number) => {};"),
      marks: ["GATE_HOOK_NAME: update"],
      good: around("update = 1;"),
    },
    {
      name: "a drawing method in a helper class",
      bad: around("", "Node2D, Circle", "class Dot extends Circle { draw() {} }"),
      marks: ["GATE_HOOK_NAME: draw"],
      good: around("", "Node2D", "class Brush { draw() {} }"),
    },
    {
      name: "async onUpdate",
      bad: around("async onUpdate() {}"),
      marks: ["GATE_ASYNC_UPDATE: onUpdate"],
      good: around("async onReady() {}"),
    },
  ],
  accessors: [
    {
      name: "a getter over an engine property",
      bad: around("get rotation() { return 1; }"),
      marks: ["GATE_ACCESSOR: rotation"],
      good: around("get turned() { return this.rotation; } static get rotation() { return 1; }"),
    },
    {
      name: "a pair over an inherited one, in a helper class, by a string",
      bad: around(
        "",
        "Node2D, Circle",
        "class Dot extends Circle { get 'x'() { return 1; } set ['x'](value: number) {} }",
      ),
      marks: ["GATE_ACCESSOR: 'x'", "GATE_ACCESSOR: 'x'"],
      good: around("", "Node2D", "class Place { get x() { return 1; } set x(value: number) {} }"),
    },
    {
      name: "a getter over a property that only this base has",
      bad: around("", "Node2D, Rect", "class Wall extends Rect { get width() { return 1; } }"),
      marks: ["GATE_ACCESSOR: width"],
      good: around("get width() { return 1; } get radius() { return 1; }"),
    },
  ],
  "html-comment": [
    {
      name: "an opening",
      bad: around("onReady() { let x = 1, y = 2; return x<!--y; }"),
      marks: ["GATE_HTML_COMMENT: <!--"],
      good: around("onReady() { let x = 1, y = 2; while (x --> 0) {} return x < !--y + `<!--`; /* <!-- */ }"),
    },
  ],
};

describe("the contract, sentence by sentence", () => {
  for (const rule of rules)
    describe(rule.name, () => {
      for (const { name, bad, marks: expected, good } of cases[rule.name] ?? []) {
        test(`refuses ${name}`, () => expect(marks(bad)).toEqual([...expected]));
        test(`lets pass what is close to ${name}`, () => expect(marks(good)).toEqual([]));
      }
    });

  test("[G11] every rule has cases, and its findings carry its own codes, which the table explains", () => {
    for (const rule of rules) {
      const codes = new Set((cases[rule.name] ?? []).flatMap(({ marks }) => marks.map((mark) => mark.split(":")[0])));
      expect([...rule.codes].filter((code) => !codes.has(code))).toEqual([]);
      expect(rule.codes.filter((code) => codeRow(code) === undefined)).toEqual([]);
    }
  });

  test("every near miss of a hook is refused with advice, and none is a hook", () => {
    for (const [name, { hook, advice }] of nodeKind.hookNearMisses) {
      const [finding] = findings(around(`${name}() {}`));
      expect(finding).toMatchObject({ code: "GATE_HOOK_NAME", hint: advice });
      // A hook of one class alone is a near miss in all others.
      expect(nodeKind.hooks.filter(({ of }) => of === undefined).map((each) => each.name)).not.toContain(name);
      if (hook !== undefined) expect(nodeKind.hooks.map((each) => each.name)).toContain(hook);
    }
  });

  test("every absent global is refused with what to do instead", () => {
    for (const [name, instead] of nodeKind.absent) {
      expect(nodeKind.globals).not.toContain(name);
      if (["exports", "module", "arguments", "fetch"].includes(name)) continue;
      expect(findings(around(`value = () => ${name};`))).toMatchObject([{ code: "GATE_GLOBAL", hint: instead }]);
    }
  });

  test("unknown names come with the nearest one", () => {
    const [finding] = findings(around("onReady() { cosnole.log(1); }"));
    expect(finding?.message).toBe(
      'Cannot find "cosnole": it is neither declared nor imported. Did you mean "console"?',
    );
  });
});
