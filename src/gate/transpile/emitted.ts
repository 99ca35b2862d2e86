/**
 * The JavaScript that esbuild made is read and ruled again, by the same rules: it is what runs, and two parsers may have
 * read the author's text differently. Findings are told at the author's place, by the source map.
 */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

import type { Finding } from "../../base/finding.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { Kind } from "../../kinds/kind.ts";
import { read } from "../read.ts";
import type { Draft } from "../text/draft.ts";
import { linesOf } from "../text/lines.ts";
import type { SourceMap, Transpiled, TranspileFailure } from "./esbuild.ts";
import { loaderForm } from "./loader-form.ts";

export interface Loadable {
  /** The body of a function, as `Checked.code`. */
  readonly code: string;
  readonly map: string;
}

export function loadable(transpiled: Result<Transpiled, TranspileFailure>, kind: Kind): Result<Loadable, Finding[]> {
  if (transpiled.ok) return judgeEmitted(transpiled.value, kind);
  const failure = transpiled.error;
  if (failure.reason === "cost") return err([tooCostly]);
  const { message, line, column } = failure;
  const hint = "Write this place in a more common form.";
  return err([{ ...refusal, code: "TRANSPILE_ERROR", message, hint, line, column }]);
}

function judgeEmitted(transpiled: Transpiled, kind: Kind): Result<Loadable, Finding[]> {
  const { unreadable, contract, tree, shape } = read(transpiled.code, "emitted", kind);
  const drafts = [...unreadable, ...contract];
  if (drafts.length > 0) return err(placed(drafts, transpiled.code, transpiled.map));
  if (tree === undefined || shape === undefined) throw new Error("a text without findings was not read");
  return ok(loaderForm(transpiled, tree, shape));
}

function placed(drafts: readonly Draft[], code: string, map: SourceMap): Finding[] {
  const lines = linesOf(code);
  const trace = new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]);
  return drafts.map(({ code, message, hint, start }) => {
    const { line, column } = lines.at(start);
    const found = originalPositionFor(trace, { line, column: column - 1 });
    return { ...refusal, code, message, hint, line: found.line ?? 1, column: (found.column ?? 0) + 1 };
  });
}

const refusal = { severity: "error", stage: "transpile" } as const;

const tooCostly: Finding = {
  ...refusal,
  code: "TRANSPILE_TOO_COSTLY",
  message: "Turning the text into JavaScript takes more than a second or 200 MB.",
  hint: "Split deeply nested or often repeated constructs.",
  line: 1,
  column: 1,
};
