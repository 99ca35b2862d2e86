/** The one question that every command asks before anything generated may be executed. */
import { quoted } from "../base/printable.ts";
import { ProblemError } from "../base/problem.ts";
import type { Options } from "./flags/flag.ts";

/** @throws {ProblemError} `EXEC_NOT_ALLOWED`, which names the flag. */
export function demandExec({ allowExec }: Options, what: readonly string[]): void {
  if (allowExec) return;
  throw new ProblemError({
    code: "EXEC_NOT_ALLOWED",
    message: `Cannot run ${what.map((one) => quoted(one)).join(", ")}: running generated code needs --allow-exec`,
    hint: "Add --allow-exec. The code runs behind the wall; nodegen doctor shows what holds here.",
  });
}
