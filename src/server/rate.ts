/** A bucket that fills at a steady rate and empties by use: bursts up to its size, no more than the rate in the long run. */
export class Bucket {
  readonly #size: number;
  readonly #perSecond: number;
  readonly #now: () => number;
  #level: number;
  #filledAt: number;

  constructor(size: number, perSecond: number, now: () => number) {
    this.#size = size;
    this.#perSecond = perSecond;
    this.#now = now;
    this.#level = size;
    this.#filledAt = now();
  }

  /** Takes one, if there is one. */
  take(): boolean {
    const now = this.#now();
    this.#level = Math.min(this.#size, this.#level + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
    if (this.#level < 1) return false;
    this.#level--;
    return true;
  }
}
