/** A clock in the tree: counts down while it runs, and says so when it is done. */
import { engineClass, infoOf } from "./classes.ts";
import { fixed, flag, size } from "./fields.ts";
import { inner } from "./inner.ts";
import { Node, type NodeInit } from "./node.ts";
import type { Scene } from "./scene.ts";
import { SLACK } from "./schedule.ts";
import { Signal } from "./signal.ts";
import { addSystem } from "./systems.ts";

export class Timer extends Node {
  /** Seconds; a change counts from the next start. */
  declare seconds: number;
  declare repeating: boolean;
  readonly timeout: Signal;

  constructor(init?: NodeInit & { seconds?: number; repeating?: boolean; running?: boolean }) {
    super(init);
    this.timeout = new Signal();
    if (this.running) setRemaining(this, this.seconds);
  }

  declare readonly running: boolean;
  /** Seconds until the next `timeout`; 0 while it does not run. */
  declare readonly remaining: number;

  /** Starts over, inside its own `timeout` too. */
  start(seconds: number = this.seconds): void {
    this.seconds = seconds;
    setRunning(this, true);
    setRemaining(this, this.seconds);
  }
  stop(): void {
    setRunning(this, false);
    setRemaining(this, 0);
  }
}
engineClass(Timer, "Timer", {
  seconds: size(1),
  repeating: flag(false),
  running: fixed(flag(false)),
  remaining: fixed(size(0)),
});

const { fields } = infoOf(Timer);
const setRunning = fields.get("running")!.write;
const setRemaining = fields.get("remaining")!.write;

/** At most one `timeout` a tick. */
function countDown(timer: Timer, dt: number): void {
  const left = timer.remaining - dt;
  setRemaining(timer, left);
  if (left > SLACK) return;
  if (timer.repeating) setRemaining(timer, left + timer.seconds);
  else timer.stop();
  timer.timeout.emit();
}
function countAll(timers: readonly Timer[], scene: Scene, dt: number): void {
  for (const timer of timers)
    if (timer.running && inner(timer).scene === scene) scene.guard.run(timer, "timeout", () => countDown(timer, dt));
}
addSystem<Timer>(["Timer"], "timers", countAll, (timer) => !timer.running);
