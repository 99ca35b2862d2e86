/** What processes have taken of the processors, as the kernel counts it. */
import { readdirSync, readFileSync } from "node:fs";

/** In `/proc`. */
const TICKS_A_SECOND = 100;

/** User and system time of whole processes: `schedstat` is finer, but forgets the threads that have ended. */
export const secondsOf = (pids: readonly number[]): number =>
  pids.map(statOf).reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0) / TICKS_A_SECOND;

/** A process with all that descend from it. */
export function withDescendants(root: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), Number(statOf(Number(name))[1])] as const);
  const found = [root];
  for (const one of found) for (const [pid, parent] of parents) if (parent === one) found.push(pid);
  return found;
}

/** The fields after the name, which stands in parentheses and may hold anything; none of a process that has ended. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return Array<string>(13).fill("0");
    throw error;
  }
}
