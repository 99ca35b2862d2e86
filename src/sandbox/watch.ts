/**
 * The watch over one child: while it is busy with a request, its time and its memory are looked at every few milliseconds,
 * from outside, by what the kernel says.
 *
 * Time is wall-clock time in which the child could have worked. On a machine that is busy with other things a child may
 * wait for a processor longer than its whole budget; a module is not ended for that, but neither is the wait endless.
 */
import { isCrowded } from "./crowd.ts";
import type { SandboxPowers } from "./powers.ts";
import { readBusyMs, readMemory, readPeakMemory } from "./usage.ts";

const POLL_MS = 10;
/** A child that got no processor is ended after so many times its budget all the same. */
const PATIENCE = 4;

export interface Overstep {
  readonly kind: "time" | "memory";
  readonly detail: string;
}

export class Watch {
  readonly #pid: number;
  readonly #powers: SandboxPowers;
  readonly #memoryBytes: number;
  #ownBytes = 0;
  #peakBytes = 0;

  constructor(pid: number, powers: SandboxPowers, memoryBytes: number) {
    this.#pid = pid;
    this.#powers = powers;
    this.#memoryBytes = memoryBytes;
  }

  /** From here on memory is counted: what the process has now is its own, what comes is the module's. */
  startCounting(): void {
    this.#ownBytes = readMemory(this.#pid, this.#powers.proc) ?? 0;
    this.#peakBytes = this.#ownBytes;
  }

  /** Highest resident bytes over the child's own. */
  peakMemory(): number {
    const peak = readPeakMemory(this.#pid, this.#powers.proc) ?? 0;
    return Math.max(0, this.#peakBytes - this.#ownBytes, peak - this.#ownBytes);
  }

  /** Calls `breach` once, when a budget is overstepped before the returned function was called. */
  during(ms: number, breach: (overstep: Overstep) => void): () => void {
    const isOver = this.#clock(ms);
    let overdue = false;
    return this.#powers.every(POLL_MS, () => {
      if (this.#tookTooMuch())
        return breach({ kind: "memory", detail: `took more than ${Math.round(this.#memoryBytes / 2 ** 20)} MB` });
      // Twice, since a reply may be waiting in the pipe while the host itself was busy.
      if (overdue) return breach({ kind: "time", detail: `did not answer within ${ms} ms` });
      overdue = isOver();
    });
  }

  /**
   * Milliseconds after which the child may end a turn of `ms` itself. It can say which hook was running; what it cannot do is
   * tell waiting for a processor from working. Where many wait, the clock out here is the first.
   */
  ownBudget(ms: number): number {
    return isCrowded(this.#powers.proc) ? ms * PATIENCE : ms;
  }

  #tookTooMuch(): boolean {
    const bytes = readMemory(this.#pid, this.#powers.proc) ?? 0;
    this.#peakBytes = Math.max(this.#peakBytes, bytes);
    return this.#ownBytes > 0 && bytes - this.#ownBytes > this.#memoryBytes;
  }

  #clock(ms: number): () => boolean {
    const started = performance.now();
    let busyBefore: number | null = null;
    return () => {
      const passed = performance.now() - started;
      const busy = readBusyMs(this.#pid, this.#powers.proc);
      busyBefore ??= busy;
      // The first look comes when the child has been busy for a while already.
      const worked = busy === null || busyBefore === null ? passed : busy - busyBefore + POLL_MS;
      return passed >= ms && (worked >= ms || passed >= ms * PATIENCE);
    };
  }
}
