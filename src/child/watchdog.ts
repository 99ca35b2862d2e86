/**
 * Ends a loop from within: the engine's own watchdog, which not even `finally` survives. It lets a child say what was
 * running when the time was up. It is a courtesy to authors and no part of the wall: the host's clock is.
 */
import { Script } from "node:vm";

let job: () => void = () => {};
Object.defineProperty(globalThis, "nodegenJob", { value: () => job() });
const script = new Script("nodegenJob()", { filename: "watchdog.js" });

/** How `run` ended: of itself, by the watchdog after `ms`, or by an exception, which the realm's functions only let out
 *  when there is no stack or memory left, or when a text did not compile. */
export function withBudget(ms: number, run: () => void): Ended {
  return within({ timeout: ms }, run);
}

/** The same without a clock, and so without the thread that it runs in. */
export const unwatched: typeof withBudget = (_ms, run) => within({}, run);

type Ended = "done" | "time" | "threw";

function within(options: { readonly timeout?: number }, run: () => void): Ended {
  job = run;
  try {
    script.runInThisContext(options);
    return "done";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
      ? "time"
      : "threw";
  }
}
