/**
 * `bun run bench [PART…]`: what the parts and the whole cost on this machine, beside the start of Bun itself as the floor.
 * A part is named by the first word of its title; without a name all run.
 *
 * Each row is the median and the 90th percentile of 20 runs. Nothing is asserted: figures belong to a machine, and are
 * compared by people.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureBuilt } from "../../src/cli/build/build.ts";
import type { BenchRow } from "./row.ts";
import { sample } from "./sample.ts";

const root = join(import.meta.dir, "../..");
const parts: readonly { readonly title: string; readonly rows: () => Promise<readonly BenchRow[]> }[] = [
  { title: "commands, whole and cold", rows: commandRows },
  { title: "gate", rows: async () => (await import("./gate.ts")).rows() },
  { title: "sandbox", rows: async () => (await import("./sandbox.ts")).rows() },
  { title: "pool", rows: async () => (await import("./pool.ts")).rows() },
  { title: "stage, processor time", rows: async () => (await import("./stage.ts")).rows() },
  { title: "replay", rows: async () => (await import("./replay.ts")).rows() },
  { title: "engine", rows: async () => (await import("./engine.ts")).rows() },
  { title: "wire", rows: async () => (await import("./wire.ts")).rows() },
  { title: "wire, beside its peers", rows: async () => (await import("./peers.ts")).rows() },
  { title: "fan-out", rows: async () => (await import("./fan-out.ts")).rows() },
  { title: "page, in a browser", rows: async () => (await import("./page.ts")).rows() },
  { title: "swap, in a browser", rows: async () => (await import("./swap.ts")).rows() },
  { title: "swaps, a thousand", rows: async () => (await import("./swaps.ts")).rows() },
];

const asked = process.argv.slice(2);
const nameOf = ({ title }: { readonly title: string }): string => title.split(/[ ,]/)[0]!;
const unknown = asked.find((name) => !parts.some((part) => nameOf(part) === name));
if (unknown !== undefined) {
  console.error(`There is no part "${unknown}": choose from ${[...new Set(parts.map(nameOf))].join(", ")}.`);
  process.exit(2);
}

await ensureBuilt(root);
for (const { title, rows } of parts.filter((part) => asked.length === 0 || asked.includes(nameOf(part)))) {
  console.log(`\n${title}`);
  for (const row of await rows()) console.log(line(row));
}

async function commandRows(): Promise<readonly BenchRow[]> {
  const out = await mkdtemp(join(tmpdir(), "nodegen-bench-"));
  const nodegen = (...words: string[]) => run("src/cli/main.ts", ...words);
  const rows = [
    await sample("bun -e 0 (the floor)", () => run("-e", "0")),
    await sample("nodegen --help", () => nodegen("--help")),
    await sample("nodegen check scenes/spinner.ts", () => nodegen("check", "scenes/spinner.ts")),
    await sample("nodegen verify scenes/spinner.ts", () => nodegen("verify", "scenes/spinner.ts", "--allow-exec")),
    await sample("nodegen --allow-exec --no-view --json", () =>
      nodegen("--allow-exec", "--no-view", "--json", "--out", out, "--cache", "off"),
    ),
  ];
  await rm(out, { recursive: true });
  return rows;
}

async function run(...words: string[]): Promise<void> {
  const child = Bun.spawn([process.execPath, ...words], { cwd: root, stdout: "ignore", stderr: "pipe", env: {} });
  const [errors, code] = await Promise.all([new Response(child.stderr).text(), child.exited]);
  if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${errors}`);
}

function line({ name, medianMs, p90Ms, note }: BenchRow): string {
  const figure = (ms: number) => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`.padStart(10);
  return `  ${name.padEnd(44)}${figure(medianMs)}${figure(p90Ms)}${note === undefined ? "" : `  ${note}`}`;
}
