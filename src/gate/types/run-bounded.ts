/**
 * Runs a tool on hostile text: an empty environment, a folder of ours, and limits. A breach ends the whole process; what
 * it printed until then is not used. An empty environment also keeps a crashing tool from reporting the text anywhere: it
 * finds no program to do it with.
 *
 * A tool that has said that all is well is believed and ended: before its exit code says the same it would give its memory
 * back, piece by piece.
 */
import { COULD_NOT_START, type Limit, underLimit } from "../limit.ts";
import type { GatePowers } from "../powers.ts";

export interface Bounds {
  /** Wall clock, in milliseconds from `begin`. */
  readonly ms: number;
  /** Of stdout, and of stderr. */
  readonly outputBytes: number;
  readonly limit: Limit;
}

export interface Tool {
  readonly command: readonly string[];
  readonly cwd: string;
  /** All that the tool writes to stderr, when there is nothing else that it has to say. */
  readonly allIsWell: RegExp;
}

export type Finished = { readonly isWell: true } | Ended;

export interface Ended {
  readonly isWell: false;
  readonly stdout: string;
  readonly exitCode: number | null;
  /** Ended by the clock, the output cap, or a signal of its own (an allocation that failed). */
  readonly breached: boolean;
}

type Powers = Pick<GatePowers, "spawn" | "clock">;

/** A tool that was started. */
export interface Running {
  readonly finished: Promise<Finished>;
  readonly isRunning: boolean;
  /** The clock begins. */
  begin(): void;
  /** Nobody waits for it any more. */
  end(): void;
}

export function startBounded({ spawn, clock }: Powers, tool: Tool, bounds: Bounds): Running {
  const child = spawn(underLimit(tool.command, bounds.limit), {
    cwd: tool.cwd,
    env: {},
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    maxBuffer: bounds.outputBytes,
    killSignal: "SIGKILL",
  });
  let stopClock = (): void => {};
  const end = (): void => child.kill("SIGKILL");
  const finished = finish(child, tool).finally(() => stopClock());
  // Told to whoever waits for it.
  finished.catch(() => {});
  return {
    finished,
    get isRunning() {
      return child.exitCode === null && child.signalCode === null;
    },
    begin: () => void (stopClock = clock.at(clock.now() + bounds.ms, end)),
    end,
  };
}

async function finish(child: Bun.Subprocess<"ignore", "pipe", "pipe">, tool: Tool): Promise<Finished> {
  const printed = new Response(child.stdout).text();
  const stderr = await textUntil(tool.allIsWell, child.stderr);
  if (tool.allIsWell.test(stderr)) {
    child.kill("SIGKILL");
    return { isWell: true };
  }
  const [stdout, exitCode] = await Promise.all([printed, child.exited]);
  if (COULD_NOT_START.includes(child.exitCode))
    throw new Error(`Cannot start "${tool.command[0]}" under limits: ${stderr.trim()}`);
  return { isWell: false, stdout, exitCode, breached: child.signalCode !== null };
}

/** What the stream says until it ends, or until all of it is what is waited for. */
async function textUntil(waitedFor: RegExp, stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of stream) {
    text += decoder.decode(piece, { stream: true });
    if (waitedFor.test(text)) break;
  }
  return text;
}
