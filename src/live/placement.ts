/**
 * Where a module's picture stands on the stage: moved and scaled as a whole, by the page. What the pointer does on the stage
 * is told to each module in the pixels of its own picture.
 */
import type { InputRecord } from "../base/input-record.ts";
import { quoted } from "../base/printable.ts";
import type { Problem } from "../base/problem.ts";
import { type Arrangement, type Placement, unplaced } from "../wire/page.ts";

export function moved(from: Placement, change: Partial<Placement>): Placement {
  const { x = from.x, y = from.y, scale = from.scale, visible = from.visible } = change;
  return x === 0 && y === 0 && scale === 1 && visible ? unplaced : { x, y, scale, visible };
}

export function inputAt(place: Placement, records: readonly InputRecord[]): readonly InputRecord[] {
  if (place === unplaced) return records;
  const { x, y, scale } = place;
  return records.map((record) =>
    "x" in record ? { ...record, x: (record.x - x) / scale, y: (record.y - y) / scale } : record,
  );
}

/** Beyond these a module could not be found again. */
const FARTHEST = 100_000;
const SMALLEST = 0.01;
const LARGEST = 100;
const LONGEST_NAME = 80;

/** Undefined when all is within bounds. */
export function arrangementProblem({
  name = "",
  order = 0,
  x = 0,
  y = 0,
  scale = 1,
}: Arrangement): Problem | undefined {
  const wrong = (what: string, value: number | string, hint: string): Problem => ({
    code: "PLACE_OUT_OF_RANGE",
    message: `Cannot set ${what} to ${quoted(String(value), LONGEST_NAME)}: it is out of range`,
    hint: `Give ${what} ${hint}.`,
  });
  // Written so that NaN is out of range.
  if (!(Math.abs(x) <= FARTHEST)) return wrong("x", x, `from -${FARTHEST} to ${FARTHEST}`);
  if (!(Math.abs(y) <= FARTHEST)) return wrong("y", y, `from -${FARTHEST} to ${FARTHEST}`);
  if (!(scale >= SMALLEST && scale <= LARGEST)) return wrong("the scale", scale, `from ${SMALLEST} to ${LARGEST}`);
  if (!Number.isInteger(order) || order < 0) return wrong("the order", order, "a whole number from 0");
  if (name.length > LONGEST_NAME) return wrong("the name", name, `of up to ${LONGEST_NAME} characters`);
  return undefined;
}
