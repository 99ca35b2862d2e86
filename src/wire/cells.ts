/**
 * The cells of a PixelGrid on the wire: the size if it is new, then runs of changed cells, a run of one colour as that
 * colour alone.
 *
 * `[0]`, or `[1][columns][rows]` and every cell is 0 again; then runs `[2 × count + solid][cells skipped][colours]`, to a 0.
 */
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { Malformed, MAX_EXTRA_BYTES } from "./frame-format.ts";
import type { Cells } from "./frame-node.ts";

/** A grid as a decoder holds it. */
export interface DecodedCells {
  readonly columns: number;
  readonly rows: number;
  /** 0xRRGGBBAA, by rows. */
  readonly colors: Uint32Array;
  /** Grows with every change. */
  readonly version: number;
}

/** What was last sent of a grid. */
export interface SentCells {
  columns: number;
  rows: number;
  colors: Uint32Array;
  /** Of the grid it was taken from. */
  version: number;
}

/** A run of one colour costs six bytes, so it pays from three cells on. */
const SHORTEST_SOLID = 3;

export const noCells = (): SentCells => ({ columns: 0, rows: 0, colors: new Uint32Array(0), version: -1 });

export function differ(sent: SentCells, cells: Cells): boolean {
  if (sent.columns !== cells.columns || sent.rows !== cells.rows) return true;
  if (sent.version === cells.version) return false;
  for (let i = 0; i < sent.colors.length; i++) if (sent.colors[i] !== cells.colors[i]) return true;
  return false;
}

/** Writes what changed since `sent`, and brings `sent` up to date. */
export function writeCells(out: ByteWriter, sent: SentCells, cells: Cells): void {
  const { columns, rows, colors } = cells;
  if (sent.columns === columns && sent.rows === rows) {
    out.u8(0);
  } else {
    sent.columns = columns;
    sent.rows = rows;
    sent.colors = new Uint32Array(columns * rows);
    out.u8(1);
    out.varint(columns);
    out.varint(rows);
  }
  writeCellRuns(out, sent.colors, colors);
  out.u8(0);
  sent.version = cells.version;
}

function writeCellRuns(out: ByteWriter, sent: Uint32Array, colors: Uint32Array): void {
  const count = sent.length;
  let at = 0;
  for (let i = 0; i < count;) {
    if (sent[i] === colors[i]) {
      i++;
      continue;
    }
    const solid = solidFrom(sent, colors, i);
    const end = solid - i >= SHORTEST_SOLID ? solid : mixedFrom(sent, colors, i);
    const isSolid = end === solid;
    out.varint(2 * (end - i) + (isSolid ? 1 : 0));
    out.varint(i - at);
    for (let k = i; k < (isSolid ? i + 1 : end); k++) out.u32(colors[k]!);
    for (let k = i; k < end; k++) sent[k] = colors[k]!;
    at = i = end;
  }
}

/** Where the stretch of changed cells with one colour ends. */
function solidFrom(sent: Uint32Array, colors: Uint32Array, from: number): number {
  const color = colors[from];
  let end = from + 1;
  while (end < sent.length && colors[end] === color && sent[end] !== color) end++;
  return end;
}

/** Where the stretch of changed cells ends, or a stretch of one colour begins that deserves a run of its own. */
function mixedFrom(sent: Uint32Array, colors: Uint32Array, from: number): number {
  let end = from;
  while (end < sent.length && sent[end] !== colors[end]) {
    const solid = solidFrom(sent, colors, end);
    if (solid - end >= SHORTEST_SOLID) break;
    end = solid;
  }
  return end;
}

/** `room` is how many bytes the scene may still hold; cells of `before` are written over. */
export function readCells(input: ByteReader, before: DecodedCells | null, room: number): DecodedCells {
  const cells = readSize(input, before, room);
  const { colors } = cells;
  let at = 0;
  for (;;) {
    const head = input.varint();
    if (head === 0) return { ...cells, version: cells.version + 1 };
    const count = Math.floor(head / 2);
    const start = at + input.bounded(colors.length, "a skip of cells");
    at = start + count;
    if (count === 0 || at > colors.length) throw new Malformed("a run of cells goes beyond the grid");
    if (head % 2 === 1) colors.fill(input.u32(), start, at);
    else for (let i = start; i < at; i++) colors[i] = input.u32();
  }
}

function readSize(input: ByteReader, before: DecodedCells | null, room: number): DecodedCells {
  if (input.u8() === 0) return before ?? { columns: 0, rows: 0, colors: new Uint32Array(0), version: 0 };
  const columns = input.bounded(MAX_EXTRA_BYTES, "the number of columns");
  const rows = input.bounded(MAX_EXTRA_BYTES, "the number of rows");
  const held = before ? before.colors.byteLength : 0;
  if (4 * columns * rows > room + held) throw new Malformed(`a grid has ${columns} × ${rows} cells`);
  return { columns, rows, colors: new Uint32Array(columns * rows), version: before?.version ?? 0 };
}
