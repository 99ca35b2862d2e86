/**
 * A request that cannot be carried out, told to whoever made it: on the terminal, in `--json`, in an API answer.
 *
 * A problem is about a command or a request; what is wrong with a module's text or behaviour is a `Finding`.
 * Message grammar: the action, active voice, the value quoted, then the state. The hint says how to mend it.
 */
export interface Problem {
  /** Upper snake case, e.g. "EXEC_NOT_ALLOWED"; stable. */
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** Carries a `Problem` through code that has no result to put it in (a stream, a callback of a library). */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.message, options);
  }
}
