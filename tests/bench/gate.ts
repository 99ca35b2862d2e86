/**
 * The gate's stages on a module of 100 lines, warm: each alone, as the one who asks for it waits for it, and the whole, in
 * which types and transpiling share the machine.
 */
import { join } from "node:path";

import { makeGate } from "../../src/gate/gate.ts";
import { startReader } from "../../src/gate/reading/reader.ts";
import { makeTranspiler } from "../../src/gate/transpile/transpiler.ts";
import { makeTypeChecker } from "../../src/gate/types/check.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { gatePowers } from "../gate/gate-powers.ts";
import type { BenchRow } from "./row.ts";

const RUNS = 20;
// The parser is as fast as it gets after some thirty texts.
const WARM = 40;

export async function rows(): Promise<BenchRow[]> {
  const powers = await gatePowers();
  const source = await hundredLines();
  const { gate, close } = makeGate(powers);
  const [reader, transpiler, types] = [startReader(powers.reader), makeTranspiler(), makeTypeChecker(powers)];
  const kind = nodeKind.name;

  const measured = [
    await row("parse and rules", "budget 4 ms", async () => (await reader.source({ source, kind })).readable),
    await row("types", "budget 15 ms", async () => (await types.check(source, nodeKind)).length === 0),
    await row("transpile", "budget 4 ms", async () => (await transpiler.transpile(source)).ok),
    await row("transpile, and read again", "", async () => {
      const transpiled = await transpiler.transpile(source);
      return transpiled.ok && (await reader.emitted({ transpiled: transpiled.value, kind })).ok;
    }),
    await row("gate", "", async () => (await gate(source)).checked !== undefined),
  ];

  reader.close();
  await Promise.all([transpiler.close(), types.close(), close()]);
  return measured;
}

async function row(name: string, note: string, passes: () => Promise<boolean>): Promise<BenchRow> {
  const times: number[] = [];
  for (let run = 0; run < WARM + RUNS; run++) {
    const started = performance.now();
    if (!(await passes())) throw new Error("the module of the bench does not pass");
    if (run >= WARM) times.push(performance.now() - started);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return {
    name,
    medianMs: sorted[RUNS / 2]!,
    p90Ms: sorted[Math.floor(RUNS * 0.9)]!,
    note: `100 lines${note && `, ${note}`}`,
  };
}

/** A scene of the project, filled up with helper classes like those that models write. */
async function hundredLines(): Promise<string> {
  const scene = (await Bun.file(join(import.meta.dir, "../../scenes/pong.ts")).text()).trimEnd().split("\n");
  const helper = (n: number) => [
    `class Helper${n} extends Node2D {`,
    "  @property({ range: [0, 10] }) speed = 2;",
    "  private heading = 0;",
    "  onUpdate(dt: number): void {",
    "    this.heading += dt * this.speed;",
    "    if (this.heading > 6) this.heading -= 6;",
    "    this.rotation = Math.sin(this.heading) * 0.5;",
    "    for (const child of this.childrenOf(Node2D)) child.x += dt;",
    "  }",
    "}",
  ];
  const imports = scene.findIndex((line) => line.includes('from "nodegen"'));
  const lines = [...scene];
  for (let n = 0; lines.length + 10 <= 101; n++) lines.push(...helper(n));
  if (imports < 0) throw new Error("the scene imports nothing");
  return lines.join("\n");
}

if (import.meta.main) console.table(await rows());
