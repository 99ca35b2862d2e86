/** What the stage itself says in a module's log, beside the module's own lines. */
import type { SwapReport } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";

export function swapLines(report: SwapReport, tick: number): LogLine[] {
  const line = (level: LogLine["level"], text: string): LogLine => ({ level, tick, text });
  const done = report.rolledBack ? "Rolled back to" : "Swapped in";
  return [
    line("info", `${done} version ${report.version}; ticks replayed: ${report.ticksReplayed}`),
    ...report.carried.map((text) => line("info", `Carried over: ${text}`)),
    ...report.notCarried.map((text) => line("warn", `Not carried over: ${text}`)),
  ];
}

export const messagesLeft = (messages: number, tick: number): LogLine => ({
  level: "warn",
  tick,
  text: `${messages} messages from other modules were left out: too many waited at once`,
});

export const leftOut = (lines: number, tick: number): LogLine => ({
  level: "warn",
  tick,
  text: `${lines} lines were left out: too many a second`,
});

export const recoveredLine = (from: number, tick: number): LogLine => ({
  level: "warn",
  tick,
  text: `Its process was killed or held up from outside; a fresh one goes on from tick ${from}`,
});

export const playedFromBeginning = (tick: number): LogLine => ({
  level: "info",
  tick,
  text: "Going back takes longer here: from a recorded state this module does not become what it was, so it is played from its beginning",
});

export const playedAgain = (tick: number): LogLine => ({
  level: "warn",
  tick,
  text: "What was shown came from a recorded state, and is not what was recorded from here on: it is played again from its beginning",
});
