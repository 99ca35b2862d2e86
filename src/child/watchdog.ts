/**
 * Ends a loop from within: the engine's own way, which not even `finally` survives. The host tells when, by SIGINT: only its clock
 * can tell working from waiting. A child can then say what was running, which is a courtesy to authors and no part of the wall:
 * one that does not obey is ended.
 */
import { Script } from "node:vm";

let job: () => void = () => {};
Object.defineProperty(globalThis, "nodegenJob", { value: () => job() });
const script = new Script("nodegenJob()", { filename: "watchdog.js" });

/** How `run` ended: of itself, by SIGINT, or by an exception, which the realm's functions only let out when there is no stack or
 *  memory left, or when a text did not compile. */
export type Ended = "done" | "interrupted" | "threw";

/** The outermost one starts a thread that waits for the signal, for itself and for those within; of these each costs next to nothing. */
export const interruptible = (run: () => void): Ended => within({ breakOnSigint: true }, run);

/** The same without the signal, and so without the thread. */
export const uninterrupted: typeof interruptible = (run) => within({}, run);

function within(options: { readonly breakOnSigint?: boolean }, run: () => void): Ended {
  job = run;
  try {
    script.runInThisContext(options);
    return "done";
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED"
      ? "interrupted"
      : "threw";
  }
}
