import type { AlarmClock } from "../base/at-most-every.ts";

/** The time of the machine, handed in, so that tests turn it by hand. */
export type StageClock = AlarmClock;
