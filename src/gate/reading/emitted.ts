/**
 * The JavaScript that esbuild made is read and ruled again, by the same rules: it is what runs, and two parsers may have
 * read the author's text differently. Findings are told at the author's place, by the source map.
 */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

import type { Finding } from "../../base/finding.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { kinds } from "../../kinds/all.ts";
import type { KindName } from "../../kinds/kind.ts";
import type { Draft } from "../text/draft.ts";
import { linesOf } from "../text/lines.ts";
import type { SourceMap, Transpiled } from "../transpile/transpiled.ts";
import { loaderForm } from "./loader-form.ts";
import { read } from "./read.ts";

export interface Loadable {
  /** The body of a function, as `Checked.code`. */
  readonly code: string;
  readonly map: string;
}

export interface EmittedRequest {
  readonly transpiled: Transpiled;
  readonly kind: KindName;
}

export function readEmitted({ transpiled, kind }: EmittedRequest): Result<Loadable, Finding[]> {
  const { unreadable, contract, tree, shape } = read(transpiled.code, "emitted", kinds[kind]);
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
    const place = { line: found.line ?? 1, column: (found.column ?? 0) + 1 };
    return { code, severity: "error", stage: "transpile", message, hint, ...place };
  });
}
