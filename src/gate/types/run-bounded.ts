/**
 * Runs a tool on hostile text: an empty environment, a folder of ours, and limits. A breach ends the whole process; what
 * it printed until then is not used. An empty environment also keeps a crashing tool from reporting the text anywhere: it
 * finds no program to do it with.
 */
import { COULD_NOT_START, type Limit, underLimit } from "../limit.ts";

export interface Bounds {
  /** Wall clock, in milliseconds. */
  readonly ms: number;
  /** Of stdout, and of stderr. */
  readonly outputBytes: number;
  readonly limit: Limit;
}

export interface Finished {
  readonly stdout: string;
  readonly exitCode: number | null;
  /** Ended by the clock, the output cap, or a signal of its own (an allocation that failed). */
  readonly breached: boolean;
}

export async function runBounded(
  spawn: typeof Bun.spawn,
  command: readonly string[],
  cwd: string,
  bounds: Bounds,
): Promise<Finished> {
  const child = spawn(underLimit(command, bounds.limit), {
    cwd,
    env: {},
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    maxBuffer: bounds.outputBytes,
    timeout: bounds.ms,
    killSignal: "SIGKILL",
  });
  const [stdout, stderr] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
    child.exited,
  ]);
  if (COULD_NOT_START.includes(child.exitCode))
    throw new Error(`Cannot start "${command[0]}" under limits: ${stderr.trim()}`);
  return { stdout, exitCode: child.exitCode, breached: child.signalCode !== null };
}
