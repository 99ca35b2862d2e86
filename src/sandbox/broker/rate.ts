import type { BrokerClock } from "./powers.ts";

const MINUTE = 60_000;

/** Counts uses of one sort over the last minute. */
export class Rate {
  readonly #clock: BrokerClock;
  readonly #most: number;
  #times: number[] = [];

  constructor(clock: BrokerClock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  /** Whether one more is within bounds; if so, it counts. */
  admits(): boolean {
    const now = this.#clock.now();
    if (this.#times.length >= this.#most) this.#times = this.#times.filter((time) => time > now - MINUTE);
    if (this.#times.length >= this.#most) return false;
    this.#times.push(now);
    return true;
  }
}
