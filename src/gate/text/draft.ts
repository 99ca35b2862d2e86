/** A finding before its offsets are turned into lines; rules write these, in offsets of the text they look at. */
import type { Finding, Stage } from "../../base/finding.ts";
import type { Lines } from "./lines.ts";

export interface Draft extends Pick<Finding, "code" | "message" | "hint"> {
  readonly start: number;
  readonly end?: number;
  /** An error unless it says otherwise. */
  readonly severity?: Finding["severity"];
}

export function toFinding(draft: Draft, stage: Stage, lines: Lines): Finding {
  const { code, message, hint, severity = "error" } = draft;
  const place = lines.at(draft.start);
  if (draft.end === undefined) return { code, severity, stage, message, hint, ...place };
  const end = lines.at(draft.end);
  return { code, severity, stage, message, hint, ...place, endLine: end.line, endColumn: end.column };
}
