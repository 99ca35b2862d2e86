/**
 * One way to fuzz: what once failed is tried again first (`kept.json`), then as many new cases as asked for. In the test run
 * that takes seconds; `bun run fuzz` gives the same properties more cases, over and over, until a time.
 *
 * A failure says its seed and how to see it again. Under `bun run fuzz` it is added to `kept.json`.
 */
import { join } from "node:path";

import fc from "fast-check";

/** A case that failed once: fast-check finds it again by seed and path, for as long as its arbitraries stay the same. */
export interface Kept {
  readonly name: string;
  readonly seed: number;
  readonly path: string;
  /** What it was, for people, and for when the arbitraries have changed. */
  readonly found: string;
}

export const keptFile = join(import.meta.dir, "kept.json");
export const readKept = async (): Promise<Kept[]> => (await Bun.file(keptFile).json()) as Kept[];

/** What `bun run fuzz` asks for; a plain test run has always the same seed, and the property's own count. */
const seed = Number(process.env["NODEGEN_FUZZ_SEED"] ?? 1);
const times = Number(process.env["NODEGEN_FUZZ_TIMES"] ?? 1);
/** Milliseconds since 1970. */
const until = Number(process.env["NODEGEN_FUZZ_UNTIL"] ?? Number.POSITIVE_INFINITY);
/** A folder for what fails. */
const foundFolder = process.env["NODEGEN_FUZZ_FOUND"];

const MOST_TEXT = 2_000;

/**
 * `name` is how `kept.json` knows the property; it stays when the test is renamed. False where the time ended first: then
 * nothing follows from how often something was met.
 */
export async function fuzz<Values>(
  name: string,
  property: fc.IRawProperty<Values>,
  { numRuns = 100, ...more }: fc.Parameters<Values> = {},
): Promise<boolean> {
  for (const kept of await readKept())
    if (kept.name === name) {
      const again = await fc.check(property, {
        ...more,
        seed: kept.seed,
        path: kept.path,
        endOnFailure: true,
        numRuns: 1,
      });
      if (again.failed) throw new Error(`What failed once fails again:\n${fc.defaultReportMessage(again)}`);
    }
  const left = until - Date.now();
  if (left <= 0) return false;
  const timed = Number.isFinite(left) ? { interruptAfterTimeLimit: left, markInterruptAsFailure: false } : {};
  const outcome = await fc.check(property, { ...more, ...timed, seed, numRuns: numRuns * times });
  if (!outcome.failed) return !outcome.interrupted;
  const kept: Kept = {
    name,
    seed: outcome.seed,
    path: outcome.counterexamplePath ?? "",
    found: fc.stringify(outcome.counterexample).slice(0, MOST_TEXT),
  };
  if (foundFolder !== undefined) await Bun.write(join(foundFolder, `${name}.json`), JSON.stringify(kept));
  throw new Error(
    `${fc.defaultReportMessage(outcome)}\nTo keep it, add to tests/fuzz/kept.json: ${JSON.stringify(kept)}`,
  );
}
