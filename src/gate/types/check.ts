/**
 * The type check of a text, as findings. Relies on a text whose imports and directives are in order: the checker (`checkers.ts`) then reads
 * no file but the text, the declarations and its own configuration.
 */
import type { Finding } from "../../base/finding.ts";
import type { Kind } from "../../kinds/kind.ts";
import type { GatePowers } from "../powers.ts";
import { Checkers } from "./checkers.ts";
import { type Diagnostic, diagnosticsOf } from "./diagnostics.ts";
import { hintFor } from "./hints.ts";
import type { Finished } from "./run-bounded.ts";
import { reworded } from "./wording.ts";

export interface TypeChecker extends Pick<Checkers, "prepare" | "keepReady" | "close"> {
  check(source: string, kind: Kind): Promise<Finding[]>;
}

export function makeTypeChecker(powers: GatePowers): TypeChecker {
  const checkers = new Checkers(powers);
  return {
    prepare: () => checkers.prepare(),
    keepReady: () => checkers.keepReady(),
    check: async (source, kind) => findingsOf(await checkers.check(source), kind),
    close: () => checkers.close(),
  };
}

function findingsOf(finished: Finished, kind: Kind): Finding[] {
  if (finished.isWell) return [];
  if (finished.breached) return [tooCostly];
  const diagnostics = diagnosticsOf(finished.stdout);
  // A refusal that gives no reason is still a refusal: the checker ran out of something.
  if (finished.exitCode !== 0 && diagnostics.length === 0) return [tooCostly];
  return diagnostics.map((diagnostic) => toFinding(diagnostic, kind));
}

function toFinding(diagnostic: Diagnostic, kind: Kind): Finding {
  const { number, line, column } = diagnostic;
  const all = [diagnostic.message, ...diagnostic.because].join(" ");
  const hint = hintFor(number, all, kind);
  return {
    code: `TYPES_${number}`,
    severity: "error",
    stage: "types",
    message: reworded(diagnostic),
    hint,
    line,
    column,
  };
}

const tooCostly: Finding = {
  code: "TYPES_TOO_COSTLY",
  severity: "error",
  stage: "types",
  message: "Checking the types takes more than two seconds of processor time or 1 GiB of memory.",
  hint: "Give values that build on one another explicit types, and avoid recursive types and long unions.",
  line: 1,
  column: 1,
};
