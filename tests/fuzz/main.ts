/**
 * `bun run fuzz [TIME] [--seed N] [--only NAME]`: the fuzz tests of the test run with fresh seeds, over and over, for TIME
 * (`90s`, `10m`, `2h`; a minute where none is given). What fails is added to `kept.json`, which every later run tries first,
 * and ends it with 1.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { type Kept, keptFile, readKept } from "./fuzz.ts";

/** Cases of one round, as a multiple of those of a test run: enough that starting up does not count. */
const TIMES = 10;
const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: "string" }, only: { type: "string", multiple: true } },
});
const all = [...new Bun.Glob("*.test.ts").scanSync(import.meta.dir)].sort().map((file) => file.replace(".test.ts", ""));
const names = flags.only ?? all;
const milliseconds = readTime(positionals[0] ?? "1m");
const firstSeed = Number(flags.seed ?? Math.floor(Math.random() * 2 ** 31));
const isKnown = names.every((name) => all.includes(name));
if (milliseconds === undefined || !Number.isInteger(firstSeed) || firstSeed < 0 || !isKnown) {
  console.error(`Cannot fuzz: write bun run fuzz [90s | 10m | 2h] [--seed N] [--only ${all.join(" | ")}]`);
  process.exit(2);
}

const until = Date.now() + milliseconds;
for (let seed = firstSeed; Date.now() < until; seed++) {
  const { isGood, found } = await playRound(seed);
  if (!isGood) {
    // What was found would be found again by every seed: it is mended first.
    await keep(found);
    console.log(`seed ${seed}  FAILED; ${found.length} added to tests/fuzz/kept.json`);
    process.exit(1);
  }
  console.log(`seed ${seed}  held  ${Math.max(0, Math.round((until - Date.now()) / 1000))} s left`);
}

/** Quiet while all goes well; what fails is shown as the test runner tells it. */
async function playRound(seed: number): Promise<{ readonly isGood: boolean; readonly found: readonly Kept[] }> {
  const folder = await mkdtemp(join(tmpdir(), "nodegen-fuzz-"));
  const files = names.map((name) => join(import.meta.dir, `${name}.test.ts`));
  const child = Bun.spawn(
    [process.execPath, "test", ...files, "--only-failures", `--timeout=${milliseconds! + 60_000}`],
    {
      cwd: join(import.meta.dir, "../.."),
      env: {
        ...process.env,
        NODEGEN_FUZZ_SEED: String(seed),
        NODEGEN_FUZZ_TIMES: String(TIMES),
        NODEGEN_FUZZ_UNTIL: String(until),
        NODEGEN_FUZZ_FOUND: folder,
      },
      stdout: "pipe",
      stderr: "pipe",
    },
  );
  const [out, errors, code] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (code !== 0) console.log(`${out}${errors}`.trimEnd());
  const cases = [...new Bun.Glob("*.json").scanSync(folder)].sort();
  const found = await Promise.all(cases.map((file) => Bun.file(join(folder, file)).json() as Promise<Kept>));
  await rm(folder, { recursive: true });
  return { isGood: code === 0, found };
}

async function keep(found: readonly Kept[]): Promise<void> {
  if (found.length > 0) await Bun.write(keptFile, `${JSON.stringify([...(await readKept()), ...found], null, 2)}\n`);
}

function readTime(text: string): number | undefined {
  const [, count, unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit]!;
}
