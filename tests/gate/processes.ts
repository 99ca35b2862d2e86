/** What the kernel says of the processes that a test is about. */
import { readdirSync, readFileSync } from "node:fs";

/** Null when it has ended, reaped or not. */
function stat(pid: number): { name: string; parent: number } | null {
  try {
    const [, name = "", state, parent] =
      /^\d+ \((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return state === "Z" || state === "X" ? null : { name, parent: Number(parent) };
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}

export const isAlive = (pid: number): boolean => stat(pid) !== null;

/** The esbuild services that a process has started, the latest last; a build that was needed leaves one too. */
export function servicesOf(host: number): number[] {
  const all = readdirSync("/proc")
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => a - b);
  return all.filter((pid) => {
    const found = stat(pid);
    return found !== null && found.parent === host && found.name === "esbuild";
  });
}

/** Waits until something holds, which takes as long as the machine is loaded. */
export async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + 30_000; !holds(); await Bun.sleep(5))
    if (performance.now() > end) throw new Error(`still not so: ${holds}`);
}

/** Waits for so many milliseconds in which this program could run: while the machine stands still, none pass. */
export async function awake(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 5) await Bun.sleep(5);
}
