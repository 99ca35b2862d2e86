/**
 * What a soak looks at besides the stage itself: memory, descriptors and processes of the host, as the kernel and the
 * collector have them, and whether they grow.
 */
import { heapStats } from "bun:jsc";
import { readdirSync, readFileSync } from "node:fs";

export interface Sample {
  /** Minutes since the beginning. */
  readonly at: number;
  /** Megabytes that are in use once what is not was collected. */
  readonly heap: number;
  /** Megabytes, resident. */
  readonly rss: number;
  /** Of a child that lives as long as the soak. */
  readonly childRss: number;
}

const MB = 2 ** 20;

export function sample(at: number, child: number): Sample {
  Bun.gc(true);
  return { at, heap: heapStats().heapSize / MB, rss: process.memoryUsage.rss() / MB, childRss: residentOf(child) };
}

function residentOf(pid: number): number {
  try {
    const [, pages = "0"] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
    return (Number(pages) * 4096) / MB;
  } catch (error) {
    // It ended a moment ago: there is nothing to measure.
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return Number.NaN;
    throw error;
  }
}

export const descriptors = (): number => readdirSync("/proc/self/fd").length;

/** Processes whose parent is this one, by their command lines. */
export function children(): string[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => parentOf(pid) === process.pid)
    .map((pid) => `${pid} ${commandOf(pid)}`);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").slice(0, 200);
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

function parentOf(pid: string): number {
  try {
    // The name in parentheses may hold anything; what follows its end may not.
    const [, parent = "0"] = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return Number(parent);
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return 0;
    throw error;
  }
}

/** Units a minute, over the second half: the first is for what fills up by design. */
export function slope(samples: readonly Sample[], of: "heap" | "rss" | "childRss"): number {
  const half = samples.slice(Math.floor(samples.length / 2)).filter((one) => Number.isFinite(one[of]));
  if (half.length < 2) return 0;
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [at, value] = [mean(half.map((one) => one.at)), mean(half.map((one) => one[of]))];
  const rise = half.reduce((sum, one) => sum + (one.at - at) * (one[of] - value), 0);
  const run = half.reduce((sum, one) => sum + (one.at - at) ** 2, 0);
  return run === 0 ? 0 : rise / run;
}
