/**
 * A program that may do anything, run under the tool's eyes: its output, its processor time, its memory and what it does to
 * its parent are looked at until it ends, until enough was seen, or until it has spent what it may.
 *
 * The bounds are what a harmless module never comes near, whatever else the machine does: processor time and not the
 * clock on the wall, which only ends what sleeps for ever.
 */
import { readFileSync } from "node:fs";

import { mortal } from "./mortal.ts";

export interface Bounds {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly residentBytes: number;
  readonly outputBytes: number;
}

export interface Watched {
  readonly output: string;
  /** What it was ended for. */
  readonly breach: "time" | "memory" | "output" | undefined;
  readonly exitCode: number | null;
  /** The tool had seen enough, and ended it. */
  readonly cutShort: boolean;
  /** Stopped, reniced, limited, or otherwise not as the tool itself is: looked at from the process that was started. */
  readonly altered: boolean;
  /** Everybody in the tree of the process that was seen; some may have outlived it, and are the caller's to end. */
  readonly pids: readonly number[];
}

const POLL_MS = 10;

export async function watched(
  command: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  bounds: Bounds,
  enough: (output: string) => boolean,
): Promise<Watched> {
  const child = Bun.spawn([...mortal, ...command], { ...options, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const output = new Output();
  const reading = [output.read(child.stdout), output.read(child.stderr)];
  const ended = Promise.all([child.exited, ...reading]).then(() => true);
  const started = performance.now();
  const pids = new Set<number>([child.pid]);
  let breach: Watched["breach"];
  let altered = false;
  let cutShort = false;
  for (;;) {
    if (await Promise.race([ended, Bun.sleep(POLL_MS).then(() => false)])) break;
    altered ||= isAltered(child.pid);
    const spentSoFar = { ...spent(treeOf(child.pid, pids)), outputBytes: output.bytes };
    breach = breachOf(bounds, { ...spentSoFar, wallMs: performance.now() - started });
    cutShort = enough(output.text);
    if (breach !== undefined || altered || cutShort) break;
  }
  end(child.pid);
  await child.exited;
  // What it did after the last look is known too, so that none depends on when a look came.
  if (!cutShort && !altered)
    breach ??= breachOf(bounds, { ...spentInAll(child), outputBytes: output.bytes, wallMs: 0 });
  return { output: output.text, breach, altered, cutShort, exitCode: child.exitCode, pids: [...pids] };
}

function breachOf(bounds: Bounds, spent: Bounds): Watched["breach"] {
  if (spent.outputBytes > bounds.outputBytes) return "output";
  if (spent.residentBytes > bounds.residentBytes) return "memory";
  return spent.cpuMs > bounds.cpuMs || spent.wallMs > bounds.wallMs ? "time" : undefined;
}

export function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Reads always and keeps a bounded part. */
class Output {
  bytes = 0;
  text = "";
  async read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const chunk of stream) {
      this.bytes += chunk.length;
      if (this.text.length < 8 * 2 ** 20) this.text += Buffer.from(chunk).toString("utf8");
    }
  }
}

/** Adds the descendants that are there now. */
function treeOf(root: number, pids: Set<number>): ReadonlySet<number> {
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    pids.add(pid);
    waiting.push(...(read(`/proc/${pid}/task/${pid}/children`)?.trim().split(" ").filter(Boolean).map(Number) ?? []));
  }
  return pids;
}

const TICK_MS = 10;
const PAGE = 4096;

function spent(pids: ReadonlySet<number>): { cpuMs: number; residentBytes: number } {
  const each = [...pids].map((pid) => {
    const fields = statOf(pid);
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, residentBytes: Number(fields[21]) * PAGE };
  });
  const sum = (of: "cpuMs" | "residentBytes"): number => each.reduce((total, one) => total + (one[of] || 0), 0);
  return { cpuMs: sum("cpuMs"), residentBytes: sum("residentBytes") };
}

/** Of a program that has ended, and of all those that it waited for: what the kernel told when it was reaped. */
function spentInAll(child: Bun.Subprocess): { cpuMs: number; residentBytes: number } {
  const { cpuTime, maxRSS } = child.resourceUsage()!;
  return { cpuMs: Number(cpuTime.total) / 1_000, residentBytes: maxRSS };
}

/** `/proc/<pid>/stat` from its third field on: the second may hold anything. */
const statOf = (pid: number): readonly string[] => read(`/proc/${pid}/stat`)?.split(") ").at(-1)?.split(" ") ?? [];

/** A child of the tool's starts with the tool's own priority and limits. */
export function isAltered(pid: number): boolean {
  const { 0: state, 16: nice } = statOf(pid);
  if (state === undefined || state === "Z") return false;
  const same = (name: string): boolean => read(`/proc/${pid}/${name}`) === read(`/proc/self/${name}`);
  return (
    state === "T" || state === "t" || nice !== statOf(process.pid)[16] || !same("oom_score_adj") || !same("limits")
  );
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "latin1");
  } catch {
    // It has ended, or it is not ours to see.
    return null;
  }
}
