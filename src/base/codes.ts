/**
 * Every code that a finding can carry, in one table: `docs/codes.md` is made from it, and tests hold the rooms to it.
 *
 * The hint in a finding speaks about the one place; `fix` here speaks about the code. Type errors keep TypeScript's own
 * numbers (`TYPES_2551`), so they are a family and not rows.
 */
import { answerCodes } from "./codes/answer.ts";
import { gateCodes } from "./codes/gate.ts";
import type { CodeRow } from "./codes/row.ts";
import { smokeCodes } from "./codes/smoke.ts";
import { typeCodes } from "./codes/types.ts";

export const codes: readonly CodeRow[] = [...answerCodes, ...gateCodes, ...typeCodes, ...smokeCodes];

const byCode: ReadonlyMap<string, CodeRow> = new Map(codes.map((row) => [row.code, row]));

/** The row of a code; every `TYPES_<number>` that has no row of its own shares one. */
export function codeRow(code: string): CodeRow | undefined {
  return byCode.get(code) ?? (/^TYPES_\d+$/.test(code) ? byCode.get("TYPES_n") : undefined);
}
