/**
 * The realm's `console`: lines are collected for the next reply, capped in number a second and in length. What is over
 * the cap is dropped and counted, so that a flood costs the module its log and nobody anything else.
 */
import type { LogLine } from "../../wire/protocol.ts";
import { print } from "./print.ts";

/** The log counts in simulated seconds of this many ticks. */
const TICKS_A_SECOND = 64;

export const levels = ["log", "info", "warn", "error", "debug"] as const satisfies readonly LogLine["level"][];
export type Console = Readonly<Record<LogLine["level"], (...values: unknown[]) => void>>;

export interface Log {
  readonly console: Console;
  /** What came since the last call. */
  take(): { lines: LogLine[]; dropped: number };
}

export function makeLog(limits: () => { maxLog: number; maxLogLine: number }, tick: () => number): Log {
  let lines: LogLine[] = [];
  let dropped = 0;
  let second = -1;
  let taken = 0;
  const write = (level: LogLine["level"], values: readonly unknown[]): void => {
    const now = Math.floor(tick() / TICKS_A_SECOND);
    if (now !== second) [second, taken] = [now, 0];
    const { maxLog, maxLogLine } = limits();
    if (++taken > maxLog) dropped++;
    else lines.push({ level, text: printGuarded(values, maxLogLine), tick: tick() });
  };
  const at =
    (level: LogLine["level"]) =>
    (...values: unknown[]) =>
      write(level, values);
  return {
    console: { log: at("log"), info: at("info"), warn: at("warn"), error: at("error"), debug: at("debug") },
    take() {
      const taken = { lines, dropped };
      lines = [];
      dropped = 0;
      return taken;
    },
  };
}

function printGuarded(values: readonly unknown[], length: number): string {
  try {
    return print(values, length);
  } catch {
    // A getter or toString of the module's own threw; the log is no place to fail for that.
    return "[a value that cannot be printed]";
  }
}
