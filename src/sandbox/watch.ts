/**
 * The watch over one child: while it is busy with a request, its time and its memory are looked at every few milliseconds,
 * from outside, by what the kernel says.
 *
 * Time is what the child's thread, where modules run, has worked. Where it waits for a processor, is stopped, or the whole machine
 * stands still, none passes: a module is not ended for that. Neither is the wait endless, but its end is no fault of the module's.
 */
import type { SandboxPowers } from "./powers.ts";
import { readBusyMs, readMemory, readPeakMemory } from "./usage.ts";

const POLL_MS = 10;
/** A child that does not work is ended after so many times its budget all the same, in which the host could have worked. */
const PATIENCE = 10;
/** Between two looks no more counts as waiting: where more has passed, the host stood still too. */
const MOST_WAITED_MS = 5 * POLL_MS;
/** Work that a child may do once its time is up, to say what was running. */
const LAST_WORD_MS = 100;

export interface Overstep {
  readonly kind: "time" | "stalled" | "memory";
  readonly detail: string;
}

/** Who is told of an overstep. */
export interface Watcher {
  /** The child's time is up; it was told, and may still say what was running. At most once, before `end`. */
  readonly late: (overstep: Overstep) => void;
  /** The child shall be ended. Once. */
  readonly end: (overstep: Overstep) => void;
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

  /** Tells of what is overstepped before the returned function was called. */
  during(ms: number, { late, end }: Watcher): () => void {
    const tooSlow: Overstep = { kind: "time", detail: `did not answer within ${ms} ms` };
    let clock = this.#clock(ms);
    let overdue = false;
    let isLate = false;
    return this.#powers.every(POLL_MS, () => {
      if (this.#tookTooMuch())
        return end({ kind: "memory", detail: `took more than ${Math.round(this.#memoryBytes / 2 ** 20)} MB` });
      const over = clock();
      if (over === null) return;
      // Twice, since a reply may be waiting in the stream while the host itself was busy.
      if (!overdue) return void (overdue = true);
      if (isLate) return end(tooSlow);
      if (over === "stalled") return end({ kind: over, detail: `was held up for ${ms * PATIENCE} ms` });
      isLate = true;
      late(tooSlow);
      this.#powers.interrupt(this.#pid);
      clock = this.#clock(LAST_WORD_MS);
    });
  }

  #tookTooMuch(): boolean {
    const bytes = readMemory(this.#pid, this.#powers.proc) ?? 0;
    this.#peakBytes = Math.max(this.#peakBytes, bytes);
    return this.#ownBytes > 0 && bytes - this.#ownBytes > this.#memoryBytes;
  }

  /** Asked at every look; null while there is time left. */
  #clock(ms: number): () => "time" | "stalled" | null {
    let looked = performance.now();
    let passed = 0;
    let busyBefore: number | null = null;
    return () => {
      const now = performance.now();
      passed += Math.min(now - looked, MOST_WAITED_MS);
      looked = now;
      const busy = readBusyMs(this.#pid, this.#powers.proc);
      busyBefore ??= busy;
      const worked = busy === null || busyBefore === null ? passed : busy - busyBefore;
      if (worked >= ms) return "time";
      return passed >= ms * PATIENCE ? "stalled" : null;
    };
  }
}
