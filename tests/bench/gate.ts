/**
 * The gate's stages on a module of 100 lines, warm, as its own reports time them. Types and transpiling overlap, so the
 * whole is measured by itself and is less than the sum.
 */
import { join } from "node:path";

import type { StageReport } from "../../src/base/finding.ts";
import { makeGate } from "../../src/gate/gate.ts";
import { gatePowers } from "../gate/gate-powers.ts";
import type { BenchRow } from "./row.ts";

const RUNS = 20;
const WARM = 10;

export async function rows(): Promise<BenchRow[]> {
  const { gate, close } = makeGate(await gatePowers());
  const source = await hundredLines();
  const runs: (readonly StageReport[])[] = [];
  const whole: number[] = [];
  for (let run = 0; run < WARM + RUNS; run++) {
    const started = performance.now();
    const { stages, checked } = await gate(source);
    if (checked === undefined) throw new Error("the module of the bench does not pass");
    if (run < WARM) continue;
    runs.push(stages);
    whole.push(performance.now() - started);
  }
  await close();
  const total = (names: readonly string[]) => (stages: readonly StageReport[]) =>
    stages.filter(({ name }) => names.includes(name)).reduce((sum, { ms }) => sum + ms, 0);
  return [
    row("parse and rules", runs.map(total(["syntax", "contract"])), "budget 4 ms"),
    row("types", runs.map(total(["types"])), "budget 15 ms"),
    row("transpile", runs.map(total(["transpile"])), "budget 4 ms"),
    row("gate", whole),
  ];
}

function row(name: string, times: readonly number[], note = ""): BenchRow {
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
