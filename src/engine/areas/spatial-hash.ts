/**
 * Pairs of boxes that may overlap, found by the cells of a grid that they touch: near what a look at each pair costs for
 * few, and far less for many. The pairs come in the order of the list, so that the same scene gives the same order.
 */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Pixels; about four things of an ordinary size. */
const CELL = 128;
/** A box over more cells than this is compared with all others instead. */
const MOST_CELLS = 64;

/** Calls `visit` once for each pair of places whose boxes share a cell, the smaller first, in order. */
export function eachNearPair(boxes: readonly Box[], visit: (one: number, other: number) => void): void {
  const cells = new Map<number, number[]>();
  const large: number[] = [];
  const keys = boxes.map((box, index) => {
    const own = cellsOf(box);
    if (own === null) large.push(index);
    return own;
  });
  for (const [index, own] of keys.entries()) {
    const near = new Set(own === null ? boxes.keys().take(index) : large.filter((other) => other < index));
    for (const key of own ?? []) {
      const there = cells.get(key);
      if (there === undefined) cells.set(key, [index]);
      else {
        for (const other of there) near.add(other);
        there.push(index);
      }
    }
    for (const other of [...near].sort((a, b) => a - b)) visit(other, index);
  }
}

/** Null where there are too many. Cells far apart may share a number: that costs a look, and nothing else. */
function cellsOf({ left, top, right, bottom }: Box): number[] | null {
  const [fromX, toX] = [Math.floor(left / CELL), Math.floor(right / CELL)];
  const [fromY, toY] = [Math.floor(top / CELL), Math.floor(bottom / CELL)];
  if (!((toX - fromX + 1) * (toY - fromY + 1) <= MOST_CELLS)) return null;
  const keys: number[] = [];
  for (let x = fromX; x <= toX; x++) for (let y = fromY; y <= toY; y++) keys.push(x * 0x4000000 + y);
  return keys;
}
