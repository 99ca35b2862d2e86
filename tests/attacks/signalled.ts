/**
 * Whoever plays the parent of an attack says with this code that it was sent a signal; no program ends with it by itself.
 */
import { mortal } from "./mortal.ts";

export const SIGNALLED = 77;

const signals = ["HUP", "INT", "TERM", "USR1", "USR2", "WINCH", "QUIT", "ALRM"] as const;

export function endWhenSignalled(): void {
  for (const signal of signals) process.on(`SIG${signal}`, () => process.exit(SIGNALLED));
}

/** A shell that stands between the tool and an attack, so that there is a parent to be signalled, stopped or killed. */
export const behindDecoy = (command: readonly string[]): readonly string[] => [
  "/bin/sh",
  "-c",
  `trap "exit ${SIGNALLED}" ${signals.join(" ")}; ${mortal.join(" ")} "$@" & wait $!; exit`,
  "decoy",
  ...command,
];
