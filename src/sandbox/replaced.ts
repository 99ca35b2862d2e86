import type { Problem } from "../base/problem.ts";

/** A process was lost to what no module did, and another one does its work. */
export const replaced = (message: string): Problem => ({
  code: "PROCESS_REPLACED",
  message,
  hint: "If it comes often, give the machine more time or memory, or look who kills its processes.",
});
