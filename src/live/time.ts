/**
 * How the time of a stage passes: whether it plays, what the clock or a person makes the modules owe, and what is counted
 * of it. It knows no module; whoever owns it says who is there.
 *
 * While the stage is paused, restarts, or has nothing alive on it, no timer runs.
 */
import type { StageStatus, Transport } from "../wire/page.ts";
import type { StageClock } from "./clock.ts";
import { Meter } from "./meter.ts";
import { Metronome } from "./metronome.ts";
import { TICK_RATE } from "./stage.ts";

export interface TimeHost {
  /** Modules that play. */
  live(): number;
  /** All of them rest. */
  rests(): boolean;
  /** Every module owes so many ticks more, `most` in all; answers how many were dropped. */
  owe(ticks: number, most: number): number;
  /** What is owed belongs to the past. */
  forgive(): void;
  /** Every module begins anew; settles when all are back. */
  restart(): Promise<unknown>;
  tellStatus(): void;
}

const STATUS_EVERY_MS = 1000;

export class StageTime {
  /** Since the start, or the last restart. */
  tick = 0;
  /** Ticks since the stage was opened: no restart sets it back. */
  moment = 0;
  isRunning = true;
  readonly #clock: StageClock;
  readonly #host: TimeHost;
  readonly #metronome: Metronome;
  readonly #meter: Meter;
  /** Under way: nothing plays until every module is back at tick 0. */
  #restarts = 0;
  /** Asked for meanwhile. */
  #stepsAfterRestart = 0;
  #isOver = false;

  constructor(clock: StageClock, softMs: number, host: TimeHost) {
    this.#clock = clock;
    this.#host = host;
    const beat = (ticks: number, dropped: number) => this.#beat(ticks, dropped);
    this.#metronome = new Metronome(clock, TICK_RATE, beat, () => host.rests());
    this.#meter = new Meter(clock.now(), softMs);
  }

  get figures(): Pick<StageStatus, "running" | "tick" | "speed" | "ticksPerSecond" | "droppedTicks" | "slowTicks"> {
    return { running: this.isRunning, tick: this.tick, speed: this.#metronome.speed, ...this.#meter.figures };
  }

  /** A module has played a tick. */
  played(ms: number): void {
    this.#meter.played(ms);
  }

  /** Within the bounds of `transport.ts`. */
  change({ action, ticks = 1, speed }: Transport): void {
    if (speed !== undefined) this.#metronome.speed = speed;
    if (action === "restart") return void this.#restart();
    this.#setRunning(action === "play");
    if (action === "pause") this.#halt();
    if (action === "step") this.#step(ticks);
  }

  /** Something reaches a module with the next tick. */
  hurry(): void {
    this.#metronome.hurry();
  }

  /** Modules came or went. */
  settle(): void {
    const shouldPlay = this.isRunning && this.#restarts === 0 && !this.#isOver && this.#host.live() > 0;
    if (shouldPlay === this.#metronome.isPlaying) return;
    if (shouldPlay) this.#metronome.start();
    else this.#metronome.rest();
    // No ticks while it rested, and none that count for what comes.
    this.#meter.begin(this.#clock.now());
  }

  end(): void {
    this.#isOver = true;
    this.#metronome.rest();
  }

  #setRunning(isRunning: boolean): void {
    // Steps that are still owed are not the clock's: a second step adds to them.
    if (this.isRunning && !isRunning) this.#host.forgive();
    this.isRunning = isRunning;
    this.settle();
  }

  /** Steps that are still owed are not played. */
  #halt(): void {
    this.#stepsAfterRestart = 0;
    this.#host.forgive();
  }

  #step(ticks: number): void {
    if (this.#restarts > 0) this.#stepsAfterRestart += ticks;
    else this.#play(ticks, Number.POSITIVE_INFINITY);
  }

  async #restart(): Promise<void> {
    this.#restarts++;
    this.tick = 0;
    this.settle();
    this.#host.forgive();
    await this.#host.restart();
    this.#restarts--;
    this.settle();
    if (this.#restarts > 0) return;
    const steps = this.#stepsAfterRestart;
    this.#stepsAfterRestart = 0;
    this.#step(steps);
  }

  #beat(ticks: number, dropped: number): void {
    this.#meter.dropped(dropped);
    this.#play(ticks, this.#metronome.catchUp);
    const now = this.#clock.now();
    if (this.#meter.age(now) < STATUS_EVERY_MS) return;
    this.#meter.measure(now, this.#host.live());
    this.#host.tellStatus();
  }

  #play(ticks: number, most: number): void {
    this.tick += ticks;
    this.moment += ticks;
    this.#meter.dropped(this.#host.owe(ticks, most));
  }
}
