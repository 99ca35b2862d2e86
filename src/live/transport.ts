/** The bounds of what play, pause, step and restart may ask for. */
import type { Problem } from "../base/problem.ts";
import type { Transport } from "../wire/page.ts";
import { outOfRange } from "./problems.ts";
import { TICK_RATE } from "./stage.ts";

/** A minute: more at once is a mistake. */
const MOST_STEPS = 60 * TICK_RATE;
const SLOWEST = 0.1;
const FASTEST = 10;

/** Undefined when all is within bounds. `length` is a recording's last moment; only there any moment can be gone to. */
export function transportProblem(
  { action, ticks = 1, speed = 1, moment = 0 }: Transport,
  length?: number,
): Problem | undefined {
  if (action === "seek" && length === undefined) return notRecorded;
  if (!(moment >= 0 && moment <= (length ?? 0))) return outOfRange("the moment", moment, `from 0 to ${length ?? 0}`);
  // Written so that NaN is out of range.
  if (!(speed >= SLOWEST && speed <= FASTEST)) return outOfRange("the speed", speed, `from ${SLOWEST} to ${FASTEST}`);
  if (!Number.isInteger(ticks) || ticks < 1 || ticks > MOST_STEPS)
    return outOfRange("the number of ticks", ticks, `a whole number from 1 to ${MOST_STEPS}`);
  return undefined;
}

const notRecorded: Problem = {
  code: "NOT_A_RECORDING",
  message: "Cannot go to another moment: the stage plays live",
  hint: "Look back with the bar below the stage; nodegen replay FILE --view shows a recording.",
};
