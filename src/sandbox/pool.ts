/**
 * Children that wait, locked and checked, for a module: who needs one is not kept waiting for its start.
 *
 * A waiting child is blocked in a read: it takes no processor time, and nobody polls it. It is handed out once and never
 * comes back. A child that does not come up, or dies while it waits, costs a pause that doubles; after a few in a row the
 * pool starts no more by itself, until a child that somebody else started has shown that it can be done.
 */
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { StartedChild } from "./confined-child.ts";
import type { SandboxPowers } from "./powers.ts";

const MOST_FAILURES = 5;
const FIRST_PAUSE_MS = 100;
/** After a module has had its turn: a swap, which takes two children one after the other, is over by then. */
const QUIET_MS = 100;

export class Pool {
  readonly #start: () => Promise<Result<StartedChild, Problem>>;
  readonly #every: SandboxPowers["every"];
  readonly #waiting: StartedChild[] = [];
  /** Who was promised the next that comes up; never more than are being started. */
  readonly #promised: ((child: StartedChild | undefined) => void)[] = [];
  #size = 0;
  #starting = 0;
  #failures = 0;
  #lastProblem: Problem | undefined;
  #endPause: (() => void) | undefined;
  #endQuiet: (() => void) | undefined;

  constructor(start: () => Promise<Result<StartedChild, Problem>>, every: SandboxPowers["every"]) {
    this.#start = start;
    this.#every = every;
  }

  /** How many children shall wait from now on; those that are too many are ended. */
  resize(size: number): void {
    this.#size = size;
    for (const { child } of this.#waiting.splice(size)) child.kill("the pool is smaller now");
    this.fill();
  }

  /** Whether any shall wait. */
  get isUsed(): boolean {
    return this.#size > 0;
  }

  /** One that waits, or the next that comes up; its place is taken by another when the module has had its turn. */
  async take(): Promise<StartedChild | undefined> {
    const isNextFree = this.#waiting.length === 0 && this.#starting > this.#promised.length;
    const taken = isNextFree
      ? await new Promise<StartedChild | undefined>((settle) => this.#promised.push(settle))
      : this.#waiting.shift();
    if (taken !== undefined) this.#failures = 0;
    return taken;
  }

  /** When the module has had its turn, so that the two do not share the processors. */
  fillSoon(): void {
    this.#endQuiet ??= this.#every(QUIET_MS, () => this.fill());
  }

  /** Starts what is missing. */
  fill(): void {
    this.#stopWaiting();
    if (this.#endPause !== undefined || this.#failures >= MOST_FAILURES) return;
    while (this.#waiting.length + this.#starting < this.#size) void this.#startOne();
  }

  /** Why none is started any more; undefined while the pool still tries. */
  get problem(): Problem | undefined {
    if (this.#failures < MOST_FAILURES || this.#lastProblem === undefined) return undefined;
    const { code, message, hint } = this.#lastProblem;
    return { code, message: `${message}; so it went ${MOST_FAILURES} times in a row`, hint };
  }

  /** A child came up elsewhere: it can be done again. */
  encourage(): void {
    if (this.#failures < MOST_FAILURES) return;
    this.#failures = 0;
    this.fill();
  }

  async #startOne(): Promise<void> {
    this.#starting++;
    const started = await this.#start();
    this.#starting--;
    const promised = this.#promised.shift();
    if (!started.ok) {
      promised?.(undefined);
      return this.#onFailure(started.error);
    }
    if (promised) return promised(started.value);
    if (this.#waiting.length >= this.#size) return started.value.child.kill("the pool is smaller now");
    this.#waiting.push(started.value);
    void started.value.child.ended.then(({ detail }) => this.#onEnd(started.value, detail));
  }

  #onEnd(started: StartedChild, detail: string): void {
    const place = this.#waiting.indexOf(started);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    this.#onFailure(diedWaiting(detail));
  }

  #onFailure(problem: Problem): void {
    this.#lastProblem = problem;
    this.#failures++;
    if (this.#size === 0 || this.#endPause !== undefined) return;
    this.#endPause = this.#every(FIRST_PAUSE_MS * 2 ** this.#failures, () => {
      this.#stopPausing();
      this.fill();
    });
  }

  #stopPausing(): void {
    this.#endPause?.();
    this.#endPause = undefined;
  }

  #stopWaiting(): void {
    this.#endQuiet?.();
    this.#endQuiet = undefined;
  }

  /** Starts none any more; the children are ended by who holds them all. */
  close(): void {
    this.#size = 0;
    this.#stopPausing();
    this.#stopWaiting();
  }
}

const diedWaiting = (detail: string): Problem => ({
  code: "WALL_UNAVAILABLE",
  message: `Cannot keep confined processes ready: one ${detail} while it waited`,
  hint: "The machine may be short of memory; `--pool 0` keeps none, and each module then waits for its own.",
});
