/** The smoke run, on real children: what passes, and what each kind of fault is told as. */
import { afterAll, describe, expect, test } from "bun:test";

import type { Finding } from "../../src/base/finding.ts";
import { makeSandbox } from "../../src/sandbox/make-sandbox.ts";
import type { Verdict } from "../../src/sandbox/verdict.ts";
import { checkedFrom, options, powers, value } from "./helpers.ts";
import { hostileProgram } from "./hostile.ts";

const sandbox = makeSandbox(powers);
afterAll(() => sandbox.close());

const verdictOf = async (source: string, more: Partial<typeof options> & { limits?: object } = {}): Promise<Verdict> =>
  value(await sandbox.prove(await checkedFrom(source), { ...options, ...more })).verdict;

async function findingOf(source: string, more: { limits?: object } = {}): Promise<Finding> {
  const { ok, findings } = await verdictOf(source, more);
  expect(ok).toBe(false);
  expect(findings).toHaveLength(1);
  return findings[0]!;
}

const spinner = `import { Node2D, Circle } from "nodegen";
export default class Spinner extends Node2D {
  speed = 3;
  onReady() { this.addChild(new Circle({ radius: 20 })); }
  onUpdate(dt: number) { this.rotation += this.speed * dt; }
}`;

describe("what passes", () => {
  test("a scene that turns: frames, nodes, digest, times", async () => {
    const { ok, findings, frames, nodes, stateHash, peakMemory, ms } = await verdictOf(spinner);
    expect({ ok, findings, frames, nodes }).toEqual({ ok: true, findings: [], frames: 10, nodes: 2 });
    expect(stateHash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(peakMemory).toBeGreaterThan(0);
    expect(ms.worstTick).toBeGreaterThan(0);
    expect(ms.total).toBeGreaterThan(ms.start);
  });

  test("the same seed gives the same state, another seed another one", async () => {
    const source = `import { Circle, random } from "nodegen";
      export default class Dot extends Circle {
        onUpdate() { this.x = random.float() + Math.random(); this.y = Date.now() + performance.now(); }
      }`;
    const [one, same, other] = await Promise.all([
      verdictOf(source),
      verdictOf(source),
      verdictOf(source, { seed: 2 }),
    ]);
    expect(one!.ok && same!.ok && other!.ok).toBe(true);
    expect(same!.stateHash).toBe(one!.stateHash!);
    expect(other!.stateHash).not.toBe(one!.stateHash);
  });

  test("a proven module comes out of a verdict that is ok, and only then", async () => {
    const good = value(await sandbox.prove(await checkedFrom(spinner), options));
    const bad = value(await sandbox.prove(await checkedFrom(spinner.replace("+=", "= NaN *")), options));
    expect(good.proven?.verdict).toBe(good.verdict);
    expect(bad.proven).toBeUndefined();
  });

  test("a scene in which nothing happens passes with a warning", async () => {
    const { ok, findings } = await verdictOf(
      `import { Node } from "nodegen";\nexport default class Idle extends Node {}`,
    );
    expect(ok).toBe(true);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([["SMOKE_NOTHING_HAPPENED", "warning"]]);
  });

  test("two plays do not see each other's module variables", async () => {
    const source = `import { Circle } from "nodegen";
      let made = 0;
      export default class Counter extends Circle { onReady() { this.x = ++made; } }`;
    expect((await verdictOf(source)).findings).toEqual([]);
  });

  test("a play leaves nothing on the engine for the next one: what it exports takes no new members", async () => {
    const leaving = (what: string) =>
      findingOf(`import { Circle, random } from "nodegen";
export default class Leaver extends Circle {
  onReady() {
    const left = ${what} as unknown as Record<string, number>;
    left["seen"] = (left["seen"] ?? 0) + 1;
    this.x = left["seen"];
  }
}`);
    for (const what of ["Circle", "Circle.prototype", "Circle.prototype.addChild", "random", "random.float"])
      expect(await leaving(what)).toMatchObject({
        code: "SMOKE_THREW",
        message: expect.stringContaining("extensible"),
      });
  });

  test("broker calls that were asked for stay pending; others reject with NotCapable", async () => {
    const source = `import { Circle, fetch, NotCapable } from "nodegen";
      export default class Asker extends Circle {
        async onReady() { try { await fetch("https://example.org/"); } catch (error) { this.x = error instanceof NotCapable ? 7 : 8; } }
        onUpdate() { console.log(String(this.x)); }
      }`;
    const denied = value(await sandbox.prove(await checkedFrom(source), options)).verdict;
    const asked = value(await sandbox.prove(await checkedFrom(source, { net: ["example.org"] }), options)).verdict;
    expect(denied.log.at(-1)?.text).toBe("7");
    expect(asked.log.at(-1)?.text).toBe("0");
  });
});

describe("what is found", () => {
  test("an error in a hook, at the author's own line", async () => {
    const finding = await findingOf(`import { Node2D } from "nodegen";
export default class Broken extends Node2D {
  target: Node2D | null = null;
  onUpdate() {
    this.x = this.target!.x;
  }
}`);
    expect(finding).toMatchObject({ code: "SMOKE_THREW", stage: "smoke", severity: "error", line: 5 });
    expect(finding.message).toContain("onUpdate");
    expect(finding.hint).toContain("null or undefined");
  });

  test("an error in the constructor and at top level", async () => {
    const constructed = await findingOf(`import { Node } from "nodegen";
export default class Broken extends Node {
  list = [].at(0)!.length;
}`);
    expect(constructed).toMatchObject({ code: "SMOKE_THREW", line: 3 });
    const loaded = await findingOf(`import { Node } from "nodegen";
const first = JSON.parse("{");
export default class Broken extends Node { first = first; }`);
    expect(loaded).toMatchObject({ code: "SMOKE_THREW", line: 2 });
  });

  test("a number that cannot be drawn, with node and field", async () => {
    const finding = await findingOf(`import { Node2D } from "nodegen";
export default class Lost extends Node2D {
  onUpdate() { this.rotation = 0 / 0; }
}`);
    expect(finding).toMatchObject({ code: "SMOKE_NOT_FINITE", line: 3 });
    expect(finding.message).toContain("rotation");
  });

  test("more nodes than the budget", async () => {
    const finding = await findingOf(
      `import { Node } from "nodegen";
export default class Flood extends Node {
  onUpdate() { for (let i = 0; i < 50; i++) this.addChild(new Node()); }
}`,
      { limits: { nodes: 100 } },
    );
    expect(finding).toMatchObject({ code: "SMOKE_TOO_MANY_NODES", line: 3 });
    expect(finding.message).toContain("100");
  });

  test("a frame over its budget", async () => {
    const finding = await findingOf(
      `import { Node, Circle } from "nodegen";
export default class Wide extends Node {
  onReady() { for (let i = 0; i < 500; i++) this.addChild(new Circle({ x: i, y: i * 2 })); }
}`,
      { limits: { frameBytes: 1_000 } },
    );
    expect(finding.code).toBe("SMOKE_FRAME_TOO_LARGE");
    expect(finding.message).toContain("1000");
  });

  test("a rejection that nobody handles", async () => {
    const finding = await findingOf(`import { Node } from "nodegen";
export default class Hasty extends Node {
  async onReady() {
    await this.after(1 / 64);
    throw new Error("too late");
  }
}`);
    expect(finding).toMatchObject({ code: "SMOKE_UNHANDLED_REJECTION", line: 5 });
    expect(finding.message).toContain("too late");
  });

  test("two plays that end in different states, with the field", async () => {
    const differing = makeSandbox({ ...powers, program: hostileProgram, realm: "differs" });
    const { verdict } = value(await differing.prove(await checkedFrom(spinner), options));
    await differing.close();
    expect(verdict.stateHash).toBeUndefined();
    expect(verdict.findings).toMatchObject([{ code: "SMOKE_NONDETERMINISTIC", severity: "error" }]);
    expect(verdict.findings[0]!.message).toBe(
      'Two runs with the same seed differ: "position" of "/" ("Dot") is "{"x":0,"y":0}" in one and "{"x":1,"y":0}" in the other',
    );
  });

  test("recursion without an end", async () => {
    const finding = await findingOf(`import { Node } from "nodegen";
export default class Deep extends Node {
  onUpdate() { this.dive(); }
  dive(): number { return this.dive() + 1; }
}`);
    expect(finding.code).toBe("SMOKE_THREW");
    expect(finding.hint).toContain("recursion");
  });
});

describe("the log", () => {
  test("carries level, text and tick", async () => {
    const { log } = await verdictOf(`import { Circle } from "nodegen";
      export default class Talker extends Circle {
        onReady() { console.warn("ready", 1, { a: [1, 2], b: "x" }, null, undefined, new Error("no")); }
        onUpdate() { console.log("tick"); }
      }`);
    expect(log[0]).toEqual({ level: "warn", text: 'ready 1 { a: [1, 2], b: "x" } null undefined Error: no', tick: 0 });
    expect(log.filter(({ text }) => text === "tick").map(({ tick }) => tick)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("a line of a megabyte is cut, a flood is dropped, and neither is a fault", async () => {
    const { ok, log } = await verdictOf(`import { Circle } from "nodegen";
      const line = "x".repeat(1_000_000);
      export default class Shouter extends Circle {
        onUpdate() { for (let i = 0; i < 1000; i++) console.log(line); }
      }`);
    expect(ok).toBe(true);
    expect(log).toHaveLength(50);
    expect(log.every(({ text }) => text.length === 500 && text.endsWith("…"))).toBe(true);
  });

  test("a value that cannot be printed is no fault", async () => {
    const { ok, log } = await verdictOf(`import { Circle } from "nodegen";
      export default class Shy extends Circle {
        onReady() {
          console.log({ get a() { throw new Error("no"); } });
          console.log(new Proxy({}, { ownKeys() { throw 1; } }));
          const loop: unknown[] = []; loop.push(loop, loop); console.log(loop);
        }
      }`);
    expect(ok).toBe(true);
    expect(log).toHaveLength(3);
  });
});
