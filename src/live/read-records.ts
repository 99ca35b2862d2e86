/** A journal's entries as records, the first of which says what the stage was. */
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { type JournalRecord, parseRecord } from "./journal-records.ts";

export function readRecords(entries: readonly Json[]): Result<readonly JournalRecord[], Problem> {
  const records: JournalRecord[] = [];
  for (const [at, entry] of entries.entries()) {
    const record = parseRecord(entry);
    if (record === null) return err(noRecord(at + 2));
    records.push(record);
  }
  return records[0]?.is === "stage" ? ok(records) : err(noRecord(2));
}

/** `line` of the file. */
export const noRecord = (line: number): Problem => ({
  code: "JOURNAL_DAMAGED",
  message: `Cannot replay the journal: line ${line} says nothing that a journal of this version can say there`,
  hint: "It was written by something else, or put together by hand; take the file from where it was recorded.",
});
