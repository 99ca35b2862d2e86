/**
 * One thing wrong with a module, in the author's own lines and columns. People and models read the same findings.
 */
export type Stage = "syntax" | "contract" | "types" | "transpile" | "smoke";
export type Severity = "error" | "warning";

export interface Finding {
  /** A key of the table in `base/codes.ts`, or `TYPES_<number>` of TypeScript's own numbering. */
  readonly code: string;
  readonly severity: Severity;
  readonly stage: Stage;
  /** What is wrong: the value quoted, then the state. One sentence. */
  readonly message: string;
  /** What to change, so that the next attempt passes. */
  readonly hint: string;
  /** From 1. A finding about the whole file stands at 1:1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** Exclusive end, where the extent is known. */
  readonly endLine?: number;
  readonly endColumn?: number;
}

/** One pass over a module, with how long it took. */
export interface StageReport {
  readonly name: Stage;
  readonly ok: boolean;
  readonly ms: number;
}

export const hasErrors = (findings: readonly Finding[]): boolean => findings.some((f) => f.severity === "error");

/** Source order, so that a reader goes through a file once. */
export const byPlace = (a: Finding, b: Finding): number =>
  a.line - b.line || a.column - b.column || (a.code < b.code ? -1 : 1);
