/**
 * From a place in the code that runs to the author's own line: errors at run time are told where the author wrote them.
 */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

import type { Checked } from "./checked.ts";

const maps = new WeakMap<Checked, TraceMap>();

/** Both from 1. Null where the place is the loader's or a helper's, or is not in the code at all. */
export function locate(checked: Checked, line: number, column: number): { line: number; column: number } | null {
  if (!Number.isInteger(line) || !Number.isInteger(column) || line < 1 || column < 1) return null;
  const found = originalPositionFor(mapOf(checked), { line, column: column - 1 });
  return found.line === null ? null : { line: found.line, column: found.column + 1 };
}

function mapOf(checked: Checked): TraceMap {
  const known = maps.get(checked);
  if (known !== undefined) return known;
  const map = new TraceMap(checked.map);
  maps.set(checked, map);
  return map;
}
