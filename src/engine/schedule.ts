/**
 * What is to happen later: timers and tweens of nodes, moved on once a tick. They count only while their node is in the
 * tree, and end when it leaves.
 *
 * Time is counted in steps of 1/64 s, which are exact; the slack is for sums like 0.1 + 0.2 that are not.
 */
import { inner } from "./inner.ts";
import type { Node } from "./node.ts";
import type { TweenChain } from "./tween.ts";

export const SLACK = 1e-9;

interface Timer {
  readonly node: Node;
  readonly stay: number;
  readonly run: () => unknown;
  /** Seconds between two runs; null for a single one. */
  readonly period: number | null;
  left: number;
  over: boolean;
}

interface Playing {
  readonly node: Node;
  readonly stay: number;
  readonly tween: TweenChain;
}

/** Runs a module's function as that node's, so that a fault is told with its place. */
export type Guard = (node: Node, hook: string, call: () => unknown) => void;

export class Schedule {
  #timers: Timer[] = [];
  #tweens: Playing[] = [];

  after(node: Node, seconds: number, run: () => unknown): () => void {
    return this.#start(node, seconds, null, run);
  }

  every(node: Node, seconds: number, run: () => unknown): () => void {
    return this.#start(node, seconds, seconds, run);
  }

  play(node: Node, tween: TweenChain): void {
    this.#tweens.push({ node, stay: inner(node).stay, tween });
  }

  /** Each at most once; what is started meanwhile begins with the next tick. */
  runTimers(dt: number, guard: Guard): void {
    if (this.#timers.length === 0) return;
    const counting = this.#timers;
    this.#timers = [];
    const left = counting.filter((timer) => {
      if (timer.over || isGone(timer)) return false;
      if (inner(timer.node).scene !== null) count(timer, dt, guard);
      return !timer.over;
    });
    this.#timers = [...left, ...this.#timers];
  }

  runTweens(dt: number, guard: Guard): void {
    if (this.#tweens.length === 0) return;
    const playing = this.#tweens;
    this.#tweens = [];
    const left = playing.filter((one) => {
      if (isGone(one) || one.tween.over) return false;
      if (inner(one.node).scene !== null) guard(one.node, "tween", () => one.tween.advance(dt));
      return !one.tween.over;
    });
    this.#tweens = [...left, ...this.#tweens];
  }

  get isEmpty(): boolean {
    return this.#timers.length === 0 && this.#tweens.length === 0;
  }

  /** Nodes with a timer or a tween under way. */
  *busy(): Generator<{ readonly node: Node; readonly what: "timer" | "tween" }> {
    for (const timer of this.#timers) if (!timer.over && !isGone(timer)) yield { node: timer.node, what: "timer" };
    for (const one of this.#tweens) if (!one.tween.over && !isGone(one)) yield { node: one.node, what: "tween" };
  }

  #start(node: Node, seconds: number, period: number | null, run: () => unknown): () => void {
    const timer: Timer = { node, stay: inner(node).stay, run, period, left: seconds, over: false };
    this.#timers.push(timer);
    return () => {
      timer.over = true;
    };
  }
}

function count(timer: Timer, dt: number, guard: Guard): void {
  timer.left -= dt;
  if (timer.left > SLACK) return;
  // The remainder counts towards the next run, so that a period that is no whole number of ticks keeps its pace.
  if (timer.period === null) timer.over = true;
  else timer.left = Math.max(timer.left + timer.period, 0);
  guard(timer.node, timer.period === null ? "after" : "every", timer.run);
}

const isGone = ({ node, stay }: { readonly node: Node; readonly stay: number }): boolean =>
  inner(node).stay !== stay || inner(node).freed;
