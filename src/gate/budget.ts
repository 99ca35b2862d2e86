/**
 * Ends synchronous work on hostile text that takes too long.
 *
 * Babel reads some short texts in exponential time (`<a>(<a>(<a>(…`, 60 deep, would outlast the host), and a parser
 * cannot be asked to stop. The engine's own watchdog can: it interrupts the call wherever it is. Only our own code runs
 * here; the text is data. The watchdog guards a script's run, not a function call, hence the script that calls back.
 */
import { Script } from "node:vm";

import { err, ok, type Result } from "../base/result.ts";

const KEY = "nodegen.budget";
const slot = Symbol.for(KEY);
const holder = globalThis as { [slot]?: () => void };
const callBack = new Script(`globalThis[Symbol.for(${JSON.stringify(KEY)})]()`, { filename: "budget" });

/** Milliseconds of wall clock: a cold parse of 64 kB on a loaded machine takes a third of it. */
export const READING_BUDGET = 1000;

/** The value, or what stopped it: the clock, or a stack that was not deep enough. Other errors are our own and pass. */
export function withinBudget<T>(run: () => T, ms = READING_BUDGET): Result<T, "time" | "stack"> {
  let value: T | undefined;
  holder[slot] = () => {
    value = run();
  };
  try {
    callBack.runInThisContext({ timeout: ms });
    return ok(value as T);
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return err("time");
    if (error instanceof RangeError && /call stack/i.test(error.message)) return err("stack");
    throw error;
  } finally {
    delete holder[slot];
  }
}
