/**
 * Tweens: chains of steps that move fields of a node from where they are to where they shall be.
 *
 * A step notes where each field stands when it first begins; a repetition starts from there again, so that
 * `tween({ rotation: TAU }, 2).repeat()` turns for ever. What time is left over at the end of a step goes to the next.
 */
import { didYouMean } from "../base/nearest.ts";
import { mixColor, tryColor } from "./color.ts";
import { type Easing, easings } from "./easing.ts";
import { shown } from "./fault.ts";
import { inner, label } from "./inner.ts";
import { lerp } from "./math.ts";
import type { Node } from "./node.ts";
import { followed } from "./promise.ts";
import { SLACK } from "./schedule.ts";
import { Signal } from "./signal.ts";
import { Vec2 } from "./vec2.ts";

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
  /** `share` is how much of the step's time has passed, 0 to 1. */
  readonly play: (share: number) => void;
  readonly begin: () => void;
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
    const curve = easings[easing];
    if (curve === undefined)
      throw new RangeError(
        `Cannot tween with easing ${shown(easing)}: no easing has that name.${didYouMean(String(easing), Object.keys(easings))}`,
      );
    const tracks = Object.entries(targets).map(([path, target]) => track(this.#node, path, target));
    return this.#add({
      seconds: checkSeconds(seconds),
      begin: () => tracks.forEach((one) => one.begin()),
      // The end is the target itself: no rounding of the curve's may be left in it.
      play: (share) => tracks.forEach((one) => (share >= 1 && curve(1) === 1 ? one.end() : one.play(curve(share)))),
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
        step.play(this.#elapsed / step.seconds);
        return;
      }
      step.play(1);
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

  #add(step: Step): this {
    if (this.#over) throw new Error(`Cannot add to a tween of ${label(this.#node)}: it has ended; start a new one`);
    let begun = false;
    this.#steps.push({
      ...step,
      play: (share) => {
        if (!begun) step.begin();
        begun = true;
        step.play(share);
      },
    });
    return this;
  }
}

interface Track {
  begin(): void;
  play(weight: number): void;
  end(): void;
}

function track(node: Node, path: string, target: number | string): Track {
  const { holder, key } = fieldAt(node, path);
  const value = holder[key];
  const refuse = (why: string): never => {
    throw new TypeError(`Cannot tween ${path} of ${label(node)} to ${shown(target)}: ${why}`);
  };
  if (typeof target === "string") {
    if (typeof value !== "string" || tryColor(value) === null)
      return refuse(`${path} holds ${shown(value)}, no colour`);
    if (tryColor(target) === null) refuse("it is no CSS colour");
    return trackOf(holder, key, target, mixColor);
  }
  if (typeof target !== "number" || !Number.isFinite(target)) return refuse("it must be a finite number or a colour");
  if (typeof value === "number") return trackOf(holder, key, target, lerp);
  if (key !== "scale" || !(value instanceof Vec2))
    return refuse(
      value instanceof Vec2
        ? `it is a vector; tween "${path}.x" and "${path}.y"`
        : `it holds ${shown(value)}, no number`,
    );
  const axes = [
    trackOf(value as unknown as Fields, "x", target, lerp),
    trackOf(value as unknown as Fields, "y", target, lerp),
  ];
  return {
    begin: () => axes.forEach((axis) => axis.begin()),
    play: (weight) => axes.forEach((axis) => axis.play(weight)),
    end: () => axes.forEach((axis) => axis.end()),
  };
}

type Fields = Record<string, unknown>;

function trackOf<T>(holder: Fields, key: string, target: T, mix: (from: T, to: T, weight: number) => T): Track {
  let from = target;
  return {
    begin: () => {
      from = holder[key] as T;
    },
    play: (weight) => {
      holder[key] = mix(from, target, weight);
    },
    end: () => {
      holder[key] = target;
    },
  };
}

function fieldAt(node: Node, path: string): { holder: Fields; key: string } {
  let holder = node as unknown as Fields;
  const keys = path.split(".");
  const key = keys.pop()!;
  for (const step of keys) {
    const next = step in holder ? holder[step] : undefined;
    if (typeof next !== "object" || next === null) throw noField(node, path, step, holder);
    holder = next as Fields;
  }
  if (!(key in holder)) throw noField(node, path, key, holder);
  return { holder, key };
}

function noField(node: Node, path: string, key: string, holder: Fields): Error {
  const { info } = node[inner];
  const known =
    holder === (node as unknown) ? [...info.settable, ...info.properties.keys(), ...Object.keys(node)] : ["x", "y"];
  return new TypeError(`Cannot tween ${path} of ${label(node)}: no field is called "${key}".${didYouMean(key, known)}`);
}

function checkSeconds(seconds: number): number {
  if (typeof seconds === "number" && seconds >= 0 && seconds < Infinity) return seconds;
  throw new RangeError(`Cannot tween for ${shown(seconds)} seconds: it must be a number, 0 or more`);
}

const nothing = (): void => {};
