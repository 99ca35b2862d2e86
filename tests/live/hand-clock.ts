/** A clock that tests turn by hand. */
import type { StageClock } from "../../src/live/clock.ts";

export class HandClock implements StageClock {
  #now = 0;
  #waiting: { time: number; run: () => void }[] = [];

  now = (): number => this.#now;

  at(time: number, run: () => void): () => void {
    const one = { time, run };
    this.#waiting.push(one);
    return () => (this.#waiting = this.#waiting.filter((other) => other !== one));
  }

  get timers(): number {
    return this.#waiting.length;
  }

  /** Time goes on, with what is due run in order, each followed by everything that was waiting for it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = this.#waiting.filter(({ time }) => time <= end).sort((a, b) => a.time - b.time)[0];
      if (!next) break;
      this.#now = Math.max(this.#now, next.time);
      this.#run(next);
      await settled();
    }
    this.#now = end;
    await settled();
  }

  /** The machine slept: nothing ran meanwhile. */
  async stall(ms: number): Promise<void> {
    this.#now += ms;
    await this.advance(0);
  }

  #run(one: { run: () => void }): void {
    this.#waiting = this.#waiting.filter((other) => other !== one);
    one.run();
  }
}

/** Until promises that wait for nothing outside have settled. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
