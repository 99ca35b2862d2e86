/** One code, as its page in the docs explains it. */
export interface CodeRow {
  readonly code: string;
  /** Which part of the judgement it belongs to; the docs group by it. */
  readonly stage: "syntax" | "contract" | "types" | "transpile" | "smoke" | "wall";
  /** What is the case, in a few words. */
  readonly title: string;
  /** Why it is refused. */
  readonly why: string;
  /** What to change. */
  readonly fix: string;
}

export const rowsOf =
  (stage: CodeRow["stage"]) =>
  (code: string, title: string, why: string, fix: string): CodeRow => ({ code, stage, title, why, fix });
