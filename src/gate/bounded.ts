/**
 * Runs one of the gate's tools on hostile text: an empty environment, a folder of ours, and limits that are set before
 * the tool starts. A breach ends the whole process; what it printed until then is not used.
 *
 * The limits are set by `sh`, which then becomes the tool (`exec`), so that the process that is killed is the tool itself.
 * It costs a millisecond; setting them in the host for the moment of the start would limit the host's own threads. An
 * empty environment also keeps a crashing tool from reporting the text anywhere: it finds no program to do it with.
 */
import type { GatePowers } from "./powers.ts";

export interface Bounds {
  /** Wall clock, in milliseconds. */
  readonly ms: number;
  /** Of stdout, and of stderr. */
  readonly outputBytes: number;
  /** `address`: all that is mapped. `data`: what can be written, for tools that reserve far more than they use. */
  readonly memory: { readonly of: "address" | "data"; readonly kilobytes: number };
}

export interface Finished {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  /** Ended by the clock, the output cap, or a signal of its own (an allocation that failed). */
  readonly breached: boolean;
}

export interface Running {
  /** Gives the tool its standard input and waits for its end. */
  finish(input: string): Promise<Finished>;
  kill(): void;
  /** Whether it ended before it was given anything. */
  readonly ended: boolean;
}

const flags = { address: "-v", data: "-d" } as const;
/** Not the tool's own: 125 is said below, 126 and 127 are the shell's when it cannot become the tool. */
const COULD_NOT_START: readonly (number | null)[] = [125, 126, 127];

/** `ms` counts from `finish`, so that a tool may be started ahead of its work. */
export function startBounded(powers: GatePowers, command: readonly string[], cwd: string, bounds: Bounds): Running {
  const { of, kilobytes } = bounds.memory;
  const script = `ulimit ${flags[of]} ${kilobytes} || exit 125; unset PWD OLDPWD SHLVL; exec "$0" "$@"`;
  const child = powers.spawn(["/bin/sh", "-c", script, ...command], {
    cwd,
    env: {},
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
    maxBuffer: bounds.outputBytes,
    killSignal: "SIGKILL",
  });
  // A child that waits for work must not keep the host alive.
  child.unref();
  const kill = (): void => child.kill("SIGKILL");
  return {
    kill,
    get ended() {
      return child.exitCode !== null || child.signalCode !== null;
    },
    async finish(input) {
      child.ref();
      const clock = AbortSignal.timeout(bounds.ms);
      clock.addEventListener("abort", kill);
      const output = Promise.all([new Response(child.stdout).text(), new Response(child.stderr).text(), child.exited]);
      await give(child.stdin, input);
      const [stdout, stderr] = await output.finally(() => clock.removeEventListener("abort", kill));
      if (COULD_NOT_START.includes(child.exitCode))
        throw new Error(`Cannot start "${command[0]}" under limits: ${stderr.trim()}`);
      return { stdout, stderr, exitCode: child.exitCode, breached: child.signalCode !== null };
    },
  };
}

/** A tool that died before it read everything breaks the pipe; its end is what counts then. */
async function give(stdin: Bun.FileSink, input: string): Promise<void> {
  try {
    stdin.write(input);
    await stdin.end();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}
