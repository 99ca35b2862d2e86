/**
 * Which nodes of a frame changed which fields: runs of neighbours, in tree order, that changed the same ones.
 *
 * A run's header is two bytes in the common case: one with its length (three bits), whether it is the last (one bit) and the
 * place of its mask in a ring of the last fifteen; one with the nodes skipped since the run before. The ring is part of the
 * stream's state on both sides.
 */
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import type { Candidates } from "./candidates.ts";
import { Malformed } from "./frame-format.ts";

/** Start, count and mask of each run, one after another. */
export type Runs = number[];

const RING = 15;
/** Low four bits: 0, the mask follows; else its place in the ring, from 1. */
const PLACE = 0x0f;
const NEW_MASK = 0;
/** No run follows; where one goes to the last node that is clear, and the bit stays 0. */
const LAST = 0x10;
/** High three bits: 0, the length follows; 1 to 6, the length; 7, to the last node. */
const LONG = 0;
const TO_THE_END = 7;
/** In place of the first run: there is none. */
const NO_RUN = 0xff;
/** No kind has more fields. */
const MAX_MASK = 2 ** 31 - 1;

export class MaskRing {
  readonly masks: number[] = [];
  next = 0;

  clear(): void {
    this.masks.length = 0;
    this.next = 0;
  }

  add(mask: number): void {
    this.masks[this.next] = mask;
    this.next = (this.next + 1) % RING;
  }

  write(out: ByteWriter): void {
    out.varint(this.masks.length);
    out.varint(this.next);
    for (const mask of this.masks) out.varint(mask);
  }

  read(input: ByteReader): void {
    const count = input.bounded(RING, "the number of masks");
    const next = input.bounded(RING - 1, "the next mask");
    this.clear();
    for (let i = 0; i < count; i++) this.masks.push(input.bounded(MAX_MASK, "a mask"));
    if (next > count) throw new Malformed("the next mask lies beyond the ring");
    this.next = next;
  }
}

/** The runs of equal, non-empty masks. */
export function findRuns({ places, masks, count }: Candidates, into: Runs): void {
  into.length = 0;
  for (let k = 0; k < count;) {
    const mask = masks[k]!;
    const start = places[k]!;
    const from = k;
    do k++;
    while (k < count && masks[k] === mask && places[k] === start + k - from);
    if (mask !== 0) into.push(start, k - from, mask);
  }
}

export function sameRuns(a: Runs, b: Runs): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function writeRuns(out: ByteWriter, runs: Runs, nodes: number, ring: MaskRing): void {
  let at = 0;
  for (let i = 0; i < runs.length; i += 3) {
    const [start, count, mask] = [runs[i]!, runs[i + 1]!, runs[i + 2]!];
    const toTheEnd = start + count === nodes;
    const length = toTheEnd ? TO_THE_END : count < TO_THE_END ? count : LONG;
    const place = ring.masks.indexOf(mask) + 1;
    const isLast = !toTheEnd && i + 3 === runs.length;
    out.u8((length << 5) | (isLast ? LAST : 0) | place);
    out.varint(start - at);
    if (length === LONG) out.varint(count);
    if (place === NEW_MASK) {
      out.varint(mask);
      ring.add(mask);
    }
    at = start + count;
  }
  if (runs.length === 0) out.u8(NO_RUN);
}

export function readRuns(input: ByteReader, nodes: number, ring: MaskRing, into: Runs): void {
  into.length = 0;
  let at = 0;
  let isLast = false;
  while (!isLast) {
    const head = input.u8();
    if (head === NO_RUN) return;
    const start = at + input.bounded(nodes, "a skip");
    const length = head >> 5;
    const count = length === TO_THE_END ? nodes - start : length === LONG ? input.bounded(nodes, "a run") : length;
    const mask = readMask(input, head & PLACE, ring);
    if (count < 1 || start + count > nodes) throw new Malformed("a run goes beyond the last node");
    into.push(start, count, mask);
    at = start + count;
    isLast = length === TO_THE_END || (head & LAST) !== 0;
  }
}

function readMask(input: ByteReader, place: number, ring: MaskRing): number {
  if (place !== NEW_MASK) {
    const known = ring.masks[place - 1];
    if (known === undefined) throw new Malformed("a run refers to a mask that was never sent");
    return known;
  }
  const mask = input.bounded(MAX_MASK, "a mask");
  ring.add(mask);
  return mask;
}

/** Runs without a ring, for the end of a keyframe: what `SAME_RUNS` of the next delta refers to. */
export function writePlainRuns(out: ByteWriter, runs: Runs): void {
  out.varint(runs.length / 3);
  let at = 0;
  for (let i = 0; i < runs.length; i += 3) {
    out.varint(runs[i]! - at);
    out.varint(runs[i + 1]!);
    out.varint(runs[i + 2]!);
    at = runs[i]! + runs[i + 1]!;
  }
}

export function readPlainRuns(input: ByteReader, nodes: number, into: Runs): void {
  into.length = 0;
  let at = 0;
  for (let left = input.bounded(nodes, "the number of runs"); left > 0; left--) {
    const start = at + input.bounded(nodes, "a skip");
    const count = input.bounded(nodes, "a run");
    if (count < 1 || start + count > nodes) throw new Malformed("a run goes beyond the last node");
    into.push(start, count, input.bounded(MAX_MASK, "a mask"));
    at = start + count;
  }
}
