/** What passes the gate becomes the body of a function: that it means what the author wrote, and where its lines are. */
import { describe, expect, test } from "bun:test";
import { compileFunction } from "node:vm";

import type { Checked } from "../../src/gate/checked.ts";
import { locate } from "../../src/gate/locate.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { around, useGate } from "./shared.ts";

const gate = useGate();

async function checkedOf(source: string): Promise<Checked> {
  const { checked, findings } = await gate(source);
  expect(findings).toEqual([]);
  return checked!;
}

/** The tests' own, harmless modules, run against a stand-in for the engine. */
function load(checked: Checked): new () => Record<string, unknown> {
  class Node2D {
    log: string[] = [];
    get radius(): number {
      return 0;
    }
    set radius(value: number) {
      this.log.push(`radius=${value}`);
    }
  }
  const engine = { Node2D, property: () => () => undefined, TAU: 6.28 };
  const globals = globalThis as unknown as Record<string, unknown>;
  const compiled = compileFunction(checked.code, [...nodeKind.parameters]) as (...values: unknown[]) => {
    default: never;
  };
  return compiled(...nodeKind.parameters.map((name) => (name === "nodegen$" ? engine : globals[name]))).default;
}

describe("the loader's form", () => {
  const forms: Record<string, string> = {
    named: 'import { Node2D } from "nodegen";\nexport default class A extends Node2D { v = 1; }',
    anonymous: 'import { Node2D } from "nodegen";\nexport default class extends Node2D { v = 1; }',
    "exported after": 'import { Node2D } from "nodegen";\nclass A extends Node2D { v = 1; }\nexport default A;',
    "exported by a list":
      'import { Node2D } from "nodegen";\nclass A extends Node2D { v = 1; }\nexport { A as default };',
    "a constant": 'import { Node2D } from "nodegen";\nconst A = class extends Node2D { v = 1; };\nexport default A;',
    "a namespace import": 'import * as ng from "nodegen";\nexport default class A extends ng.Node2D { v = 1; }',
    "an alias": 'import { Node2D as Base } from "nodegen";\nexport default class A extends Base { v = 1; }',
    "the import at the end": 'export default class A extends Node2D { v = 1; }\nimport { Node2D } from "nodegen";',
    "an anonymous class with decorators":
      'import { Node2D, property } from "nodegen";\nexport default class extends Node2D { @property() v = 1; }',
    "names of the loader's making":
      'import { Node2D } from "nodegen";\nconst default$0 = 1;\nexport default class extends Node2D { v = default$0; }',
    "an enum with a standard name":
      'import { Node2D } from "nodegen";\nenum Map { A, B }\nexport default class Set extends Node2D { v = Map.B; }',
    "a mark of byte order": '\ufeffimport { Node2D } from "nodegen";\nexport default class A extends Node2D { v = 1; }',
    "carriage returns":
      'import { Node2D } from "nodegen";\r\nexport default class A extends Node2D {\r\n  v = 1;\r\n}\r\n',
    "a standard name of its own":
      'import { Node2D as Math } from "nodegen";\nclass Map extends Math { w = 1; }\nexport default class Set extends Map { v = this.w; }',
  };
  for (const [name, source] of Object.entries(forms))
    test(`[G8] ${name}`, async () => {
      const Default = load(await checkedOf(source));
      expect(new Default()["v"]).toBe(1);
    });

  test("[G8] a field with the name of an engine property goes through its setter", async () => {
    const source = 'import { Circle } from "nodegen";\nexport default class A extends Circle { radius = 20; }';
    const checked = await checkedOf(source);
    const Default = load({ ...checked, code: checked.code.replaceAll("Circle", "Node2D") });
    expect(new Default()["log"]).toEqual(["radius=20"]);
  });

  test("[G8] it is strict, enums and overloads included", async () => {
    const source = around(
      "strict = strict(); size = Size.Large;",
      "Node2D",
      "enum Size { Small = 1, Large }\nfunction strict(): boolean;\nfunction strict(this: unknown): boolean { return this === undefined; }",
    );
    const Default = load(await checkedOf(source));
    expect(new Default()).toMatchObject({ strict: true, size: 2 });
  });
});

describe("places", () => {
  const source = [
    'import { Node2D, property } from "nodegen";',
    "export default class A extends Node2D {",
    "  @property() speed = 1;",
    "  fail(): void {",
    '    const text: string = "😀"; throw new Error(text);',
    "  }",
    "}",
  ].join("\n");

  test("[G9] an error at run time is mapped to the author's line and column", async () => {
    const checked = await checkedOf(source);
    const at = placeOf(checked.code, "new Error");
    expect(locate(checked, at.line, at.column)).toEqual({ line: 5, column: 38 });
  });

  test("[G9] lines of the loader and places outside have none", async () => {
    const checked = await checkedOf(source);
    expect(locate(checked, 1, 1)).toBeNull();
    for (const [line, column] of [
      [0, 1],
      [1, 0],
      [-1, -1],
      [1e9, 1],
      [1.5, 1],
      [Number.NaN, 1],
    ] as const)
      expect(locate(checked, line, column)).toBeNull();
  });
});

function placeOf(code: string, text: string): { line: number; column: number } {
  const before = code.slice(0, code.indexOf(text)).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
