/**
 * Something that is said at once and then so often at most: what is asked for too soon is said once, as soon as it may be. So
 * the last word is always said, and a thousand who ask at the same time cost two.
 */
import type { StageClock } from "./clock.ts";

export class Seldom {
  readonly #clock: StageClock;
  readonly #everyMs: number;
  readonly #say: () => void;
  /** When it may be said again. */
  #next = -Infinity;
  /** Present while it waits for that. */
  #cancel: (() => void) | undefined;

  constructor(clock: StageClock, everyMs: number, say: () => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#say = say;
  }

  ask(): void {
    if (this.#cancel) return;
    if (this.#clock.now() >= this.#next) this.#sayNow();
    else this.#cancel = this.#clock.at(this.#next, () => this.#sayNow());
  }

  /** What waits is not said any more. */
  drop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #sayNow(): void {
    this.#cancel = undefined;
    this.#next = this.#clock.now() + this.#everyMs;
    this.#say();
  }
}
