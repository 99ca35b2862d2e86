/**
 * Reading, in a thread of its own and against the clock: the host ticks 64 times a second and cannot wait for a parser.
 * Nothing that parses is imported here.
 */
import type { Finding } from "../../base/finding.ts";
import { err, type Result } from "../../base/result.ts";
import { startThread } from "../threads/thread.ts";
import type { EmittedRequest, Loadable } from "./emitted.ts";
import type { SourceReading, SourceRequest } from "./source.ts";
import type { ReaderFunctions } from "./worker.ts";

export interface Reader {
  source(request: SourceRequest): Promise<SourceReading>;
  emitted(request: EmittedRequest): Promise<Result<Loadable, Finding[]>>;
  close(): void;
}

/** Milliseconds of work: generous, since nobody but the texts behind it waits. */
const BUDGET = 1_000;

/** `program` is `worker.ts` as it was built. */
export function startReader(program: string): Reader {
  const thread = startThread<ReaderFunctions>(program);
  return {
    source: (request) => thread.call("readSource", request, { ms: BUDGET, late: tooCostlySource }),
    emitted: (request) => thread.call("readEmitted", request, { ms: BUDGET, late: tooCostlyEmitted }),
    close: () => thread.close(),
  };
}

const tooCostly: Finding = {
  code: "GATE_TOO_COSTLY",
  severity: "error",
  stage: "syntax",
  message: "Reading the text takes longer than a second.",
  hint: "Write `value as Type` instead of `<Type>value`, and fewer generic arrow functions inside one another.",
  line: 1,
  column: 1,
};

const tooCostlySource: SourceReading = {
  readable: false,
  findings: [tooCostly],
  typesMayBeAsked: false,
  className: undefined,
  permissions: {},
  ms: { parse: BUDGET, rules: 0 },
};

const tooCostlyEmitted = err([{ ...tooCostly, stage: "transpile" } as const]);
