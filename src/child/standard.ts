/**
 * What runs first in a child's context, once: the standard objects are made into those that modules may have, with
 * simulated time and seeded chance; once the engines are there, all of them are frozen for good.
 *
 * Whoever plays says by `follow` whose time, chance and log they are; between turns that is what they stay.
 */
// First: what is frozen has it.
import "./realm/symbols.ts";

import { simulateDate } from "./realm/clock.ts";
import { harden, removeCompilers, removeLastMatch } from "./realm/harden.ts";
import { intrinsics } from "./realm/intrinsics.ts";
import { type Console, levels } from "./realm/log.ts";
import { tameStacks } from "./realm/stacks.ts";

/** The one that plays. */
export interface Player {
  /** Simulated time since its scene began. */
  milliseconds(): number;
  /** From 0 to 1, less than 1. */
  random(): number;
  readonly console: Console;
}

let player: Player | null = null;

/** From now on the standard objects are this one's. */
export function follow(next: Player): void {
  player = next;
}

const milliseconds = (): number => player?.milliseconds() ?? 0;
Math.random = () => player?.random() ?? 0;

/** What modules may name, beside the engine. */
export const given: Readonly<Record<string, unknown>> = {
  ...intrinsics,
  Date: simulateDate(milliseconds),
  console: Object.fromEntries(
    levels.map((level) => [level, (...values: unknown[]) => player?.console[level](...values)]),
  ),
  performance: { now: milliseconds },
};
removeCompilers();
removeLastMatch();
tameStacks();

/** Before the first module. */
export function freezeAll(): void {
  harden(Object.values(given));
}
