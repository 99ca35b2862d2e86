/** The bounds of what play, pause, step and restart may ask for. */
import type { Problem } from "../base/problem.ts";
import type { Transport } from "../wire/page.ts";
import { outOfRange } from "./problems.ts";
import { TICK_RATE } from "./stage.ts";

/** A minute: more at once is a mistake. */
const MOST_STEPS = 60 * TICK_RATE;
const SLOWEST = 0.1;
const FASTEST = 10;

/** Undefined when all is within bounds. */
export function transportProblem({ ticks = 1, speed = 1 }: Transport): Problem | undefined {
  // Written so that NaN is out of range.
  if (!(speed >= SLOWEST && speed <= FASTEST)) return outOfRange("the speed", speed, `from ${SLOWEST} to ${FASTEST}`);
  if (!Number.isInteger(ticks) || ticks < 1 || ticks > MOST_STEPS)
    return outOfRange("the number of ticks", ticks, `a whole number from 1 to ${MOST_STEPS}`);
  return undefined;
}
