/**
 * Tweens: chains of steps that move fields of a node from where they are to where they shall be.
 *
 * A step notes where each field stands when it first begins; a repetition starts from there again, so that
 * `tween({ rotation: TAU }, 2).repeat()` turns for ever. What time is left over at the end of a step goes to the next.
 */
import { didYouMean } from "../base/nearest.ts";
import { type Easing, easings } from "./easing.ts";
import { shown } from "./fault.ts";
import { label } from "./inner.ts";
import type { Node } from "./node.ts";
import { followed } from "./promise.ts";
import { SLACK } from "./schedule.ts";
import { Signal } from "./signal.ts";
import { track } from "./track.ts";

/** Paths of fields, dotted where needed ("position.x"), to numbers or colours; `scale: 2` means both axes. */
export type TweenTargets = Record<string, number | string>;
export interface Tween {
  to(targets: TweenTargets, seconds: number, easing?: Easing): Tween;
  wait(seconds: number): Tween;
  call(run: () => void): Tween;
  /** Plays the whole chain again; without a count, for ever. */
  repeat(times?: number): Tween;
  stop(): void;
  readonly finished: Signal;
  /** Resolves when the chain has ended or was stopped. */
  done(): Promise<void>;
}

interface Step {
  readonly seconds: number;
  /** Once, however often the chain is repeated. */
  readonly begin: () => void;
  /** `share` is how much of the step's time has passed, 0 to 1. */
  readonly play: (share: number) => void;
  begun: boolean;
}

export class TweenChain implements Tween {
  readonly finished: Signal = new Signal();
  readonly #node: Node;
  readonly #steps: Step[] = [];
  #at = 0;
  #elapsed = 0;
  #repeats = 0;
  #over = false;

  constructor(node: Node) {
    this.#node = node;
  }

  get over(): boolean {
    return this.#over;
  }

  to(targets: TweenTargets, seconds: number, easing: Easing = "linear"): this {
    if (!Object.hasOwn(easings, easing))
      throw new RangeError(
        `Cannot tween with easing ${shown(easing)}: no easing has that name.${didYouMean(String(easing), Object.keys(easings))}`,
      );
    const curve = easings[easing];
    const tracks = Object.entries(targets).map(([path, target]) => track(this.#node, path, target));
    return this.#add({
      seconds: checkSeconds(seconds),
      begin: () => tracks.forEach((one) => one.begin()),
      play: (share) => tracks.forEach((one) => (share >= 1 ? one.end() : one.play(curve(share)))),
    });
  }

  wait(seconds: number): this {
    return this.#add({ seconds: checkSeconds(seconds), begin: nothing, play: nothing });
  }

  call(run: () => void): this {
    if (typeof run !== "function") throw new TypeError(`Cannot call ${shown(run)} in a tween: it must be a function`);
    return this.#add({ seconds: 0, begin: nothing, play: run });
  }

  repeat(times: number = Infinity): this {
    if (typeof times !== "number" || !(times >= 0))
      throw new RangeError(`Cannot repeat a tween ${shown(times)} times: it must be a number, 0 or more`);
    this.#repeats = times;
    return this;
  }

  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.finished.emit();
  }

  done(): Promise<void> {
    return followed((resolve) => {
      if (this.#over) resolve();
      else this.finished.connect(() => resolve(), { once: true });
    });
  }

  /** One tick. A chain that takes no time at all is played once in it. */
  advance(dt: number): void {
    this.#elapsed += dt;
    let turns = 0;
    while (!this.#over && turns < 2) {
      const step = this.#steps[this.#at]!;
      if (this.#elapsed < step.seconds - SLACK) {
        this.#play(step, this.#elapsed / step.seconds);
        return;
      }
      this.#play(step, 1);
      this.#elapsed = Math.max(this.#elapsed - step.seconds, 0);
      if (this.#next()) turns++;
    }
  }

  /** Whether the chain starts over. */
  #next(): boolean {
    if (this.#over) return false;
    this.#at++;
    if (this.#at < this.#steps.length) return false;
    if (this.#repeats <= 0) {
      this.stop();
      return false;
    }
    this.#repeats--;
    this.#at = 0;
    return true;
  }

  #play(step: Step, share: number): void {
    if (!step.begun) step.begin();
    step.begun = true;
    step.play(share);
  }

  #add(step: Omit<Step, "begun">): this {
    if (this.#over) throw new Error(`Cannot add to a tween of ${label(this.#node)}: it has ended; start a new one`);
    this.#steps.push({ ...step, begun: false });
    return this;
  }
}

function checkSeconds(seconds: number): number {
  if (typeof seconds === "number" && seconds >= 0 && seconds < Infinity) return seconds;
  throw new RangeError(`Cannot tween for ${shown(seconds)} seconds: it must be a number, 0 or more`);
}

const nothing = (): void => {};
