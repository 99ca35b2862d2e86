import { type Problem, ProblemError } from "../base/problem.ts";
import type { Result } from "../base/result.ts";

/** The value of what a command cannot go on without. @throws {ProblemError} which ends the command with its words. */
export function orThrow<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new ProblemError(result.error);
  return result.value;
}
