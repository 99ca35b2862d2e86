/** What the footer says of the loop: ticks a second as they were played, and what was slow or lost. */
import type { StageStatus } from "../wire/page.ts";

export class Meter {
  readonly #softMs: number;
  #since: number;
  #played = 0;
  #ticksPerSecond = 0;
  #droppedTicks = 0;
  #slowTicks = 0;

  constructor(now: number, softMs: number) {
    this.#since = now;
    this.#softMs = softMs;
  }

  get figures(): Pick<StageStatus, "ticksPerSecond" | "droppedTicks" | "slowTicks"> {
    return { ticksPerSecond: this.#ticksPerSecond, droppedTicks: this.#droppedTicks, slowTicks: this.#slowTicks };
  }

  played(ms: number): void {
    this.#played++;
    if (ms > this.#softMs) this.#slowTicks++;
  }

  dropped(ticks: number): void {
    this.#droppedTicks += ticks;
  }

  /** Milliseconds since the last measurement. */
  age(now: number): number {
    return now - this.#since;
  }

  /** The mean over `modules`, which played at the same time. */
  measure(now: number, modules: number): void {
    const rate = modules > 0 ? (1000 * this.#played) / modules / this.age(now) : 0;
    this.begin(now);
    this.#ticksPerSecond = rate;
  }

  /** Anew: nothing was played up to now. */
  begin(now: number): void {
    this.#since = now;
    this.#played = 0;
    this.#ticksPerSecond = 0;
  }
}
