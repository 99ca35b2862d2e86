import type { BenchRow } from "./row.ts";

const RUNS = 20;

/** Runs once unmeasured, then 20 times. */
export async function sample(name: string, run: () => unknown, note?: string): Promise<BenchRow> {
  await run();
  const times: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { name, medianMs: times[RUNS / 2]!, p90Ms: times[Math.floor(RUNS * 0.9)]!, note };
}
