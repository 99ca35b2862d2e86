/**
 * When ticks are due: 64 a second at speed 1, counted from a start, so that late wake-ups do not add up.
 *
 * After a stall it owes at most a quarter of a second; what is more is dropped and told. Where ticks change nothing it beats
 * for several at once. It knows nothing of modules, and nothing wakes up while it rests.
 */
import type { StageClock } from "./clock.ts";

/** Ticks that are caught up at once, at speed 1. */
export const CATCH_UP = 16;

export class Metronome {
  readonly #clock: StageClock;
  readonly #rate: number;
  readonly #beat: (ticks: number, dropped: number) => void;
  readonly #isIdle: () => boolean;
  #speed = 1;
  /** When the next tick is due; undefined while it rests. */
  #next: number | undefined;
  #cancel: () => void = () => {};

  /** `rate` in ticks a second; `isIdle`: nobody would notice when the next ones are played. */
  constructor(
    clock: StageClock,
    rate: number,
    beat: (ticks: number, dropped: number) => void,
    isIdle: () => boolean = () => false,
  ) {
    this.#clock = clock;
    this.#rate = rate;
    this.#beat = beat;
    this.#isIdle = isIdle;
  }

  get isPlaying(): boolean {
    return this.#next !== undefined;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    this.#speed = speed;
    if (!this.isPlaying) return;
    this.rest();
    this.start();
  }

  /** Ticks that may be owed: a quarter of a second of the wall's time, whatever the speed. */
  get catchUp(): number {
    return Math.max(1, Math.round(CATCH_UP * this.#speed));
  }

  start(): void {
    if (this.isPlaying) return;
    this.#next = this.#clock.now() + this.#interval;
    this.#wait(this.#next);
  }

  /** Something waits for the next tick. */
  hurry(): void {
    if (this.#next === undefined) return;
    this.#cancel();
    this.#wait(this.#next);
  }

  rest(): void {
    this.#cancel();
    this.#next = undefined;
  }

  get #interval(): number {
    return 1000 / (this.#rate * this.#speed);
  }

  /** For the tick that is due at `next`, and `more` behind it. */
  #wait(next: number, more: number = 0): void {
    this.#cancel = this.#clock.at(next + more * this.#interval, () => this.#wake(next));
  }

  #wake(due: number): void {
    const ticks = Math.max(1, Math.floor((this.#clock.now() - due) / this.#interval) + 1);
    const given = Math.min(ticks, this.catchUp);
    this.#next = due + ticks * this.#interval;
    // Half of what may be owed: the rest is for a timer that is late.
    this.#wait(this.#next, this.#isIdle() ? this.catchUp >> 1 : 0);
    this.#beat(given, ticks - given);
  }
}
