/**
 * One node as it was last sent, beside which the encoder lays the node as it is.
 *
 * Numbers are kept at the precision of the wire, so that a change which no viewer could see is no change.
 */
import type { ByteWriter } from "./byte-writer.ts";
import { differ, noCells, type SentCells, writeCells } from "./cells.ts";
import { FrameTooLarge, MAX_EXTRA_BYTES, MAX_TEXT_BYTES } from "./frame-format.ts";
import type { Cells, FrameNode } from "./frame-node.ts";
import { type InternWriter, splitName } from "./interned.ts";
import { Column, type Layout, layouts } from "./layout.ts";
import type { Successor } from "./structure-writer.ts";

export class Sent implements Successor {
  readonly id: number;
  readonly kind: number;
  readonly type: string;
  readonly layout: Layout;
  /** A field that is no number. */
  readonly hasExtra: boolean;
  readonly values: number[];
  name: string;
  stem = "";
  number = 0;
  parent: number;
  depth = 0;
  oldIndex = -1;
  oldDepth = -1;
  renamed = false;
  text = "";
  points = new Float32Array(0);
  readonly #cells: SentCells = noCells();
  /** The node's own, until their changes are written. */
  #newCells: Cells | null = null;

  constructor(node: FrameNode) {
    this.id = node.id;
    this.kind = node.kind;
    this.type = node.type;
    this.name = "";
    this.rename(node.name);
    this.parent = node.parent;
    this.layout = layouts[node.kind]!;
    this.hasExtra = this.layout.extra !== null;
    this.values = this.layout.initial.slice();
  }

  rename(name: string): void {
    this.name = name;
    ({ stem: this.stem, number: this.number } = splitName(name));
  }

  /** Takes over the node's fields and answers which changed, as bits. */
  follow(node: FrameNode, scratch: Float64Array): number {
    const { values, layout } = this;
    const { columns } = layout;
    const count = values.length;
    node.numbers(scratch);
    let mask = 0;
    for (let i = 0; i < count; i++) {
      const raw = scratch[i]!;
      // Most fields of a node that moves stay as they are, and most are as precise as the wire.
      if (raw === values[i]) continue;
      const value = columns[i] === Column.F32 ? Math.fround(raw) : columns[i] === Column.U8 ? raw & 0xff : raw >>> 0;
      if (value === values[i]) continue;
      values[i] = value;
      mask |= 1 << i;
    }
    return this.hasExtra && this.#followExtra(node.extra()) ? mask | layout.extraBit : mask;
  }

  /** Which fields a decoder would not guess. */
  unlikeNew(): number {
    const { values, layout } = this;
    let mask = this.extraBytes > 0 ? layout.extraBit : 0;
    for (let i = 0; i < values.length; i++) if (values[i] !== layout.initial[i]) mask |= 1 << i;
    return mask;
  }

  /** What the field that is no number takes in a decoder. */
  get extraBytes(): number {
    const { columns, rows } = this.#newCells ?? this.#cells;
    return 2 * Math.min(this.text.length, MAX_TEXT_BYTES) + 4 * this.points.length + 4 * columns * rows;
  }

  /** Puts its texts into a new table. */
  intern(interned: InternWriter): void {
    const texts = [this.type, this.stem, ...(this.layout.extra === "name" ? [this.text] : [])];
    for (const text of texts) if (!interned.has(text)) interned.add(text);
  }

  /** `whole` for a decoder that knows nothing of the node yet; the texture's table is left as it is then. */
  writeExtra(out: ByteWriter, interned: InternWriter, whole: boolean): void {
    switch (this.layout.extra) {
      case "name":
        return interned.write(out, this.text, !whole);
      case "text":
        return out.text(this.text, MAX_TEXT_BYTES);
      case "points":
        return writePoints(out, this.points);
      case "cells":
        if (whole) return writeCells(out, noCells(), this.#cells);
        return this.writeNewCells(out);
    }
  }

  /** Settles what is owed of the cells, on `out`. */
  writeNewCells(out: ByteWriter): void {
    if (this.#newCells) writeCells(out, this.#cells, this.#newCells);
    this.#newCells = null;
  }

  #followExtra(extra: ReturnType<FrameNode["extra"]>): boolean {
    if (extra === null || typeof extra === "string") return this.#followText(extra ?? "");
    if ("colors" in extra) return this.#followCells(extra);
    return this.#followPoints(extra);
  }

  #followText(text: string): boolean {
    const isChanged = text !== this.text;
    this.text = text;
    return isChanged;
  }

  #followPoints(points: ArrayLike<number>): boolean {
    if (4 * points.length > MAX_EXTRA_BYTES) throw new FrameTooLarge(`"${this.name}" has ${points.length / 2} points`);
    let isChanged = points.length !== this.points.length;
    if (isChanged) this.points = new Float32Array(points.length);
    for (let i = 0; i < points.length; i++) {
      const value = Math.fround(points[i]!);
      if (value === this.points[i]) continue;
      this.points[i] = value;
      isChanged = true;
    }
    return isChanged;
  }

  #followCells(cells: Cells): boolean {
    if (!differ(this.#cells, cells)) {
      this.#cells.version = cells.version;
      return false;
    }
    this.#newCells = cells;
    return true;
  }
}

function writePoints(out: ByteWriter, points: Float32Array): void {
  out.varint(points.length);
  let at = out.reserve(4 * points.length);
  for (let i = 0; i < points.length; i++, at += 4) out.view.setFloat32(at, points[i]!, true);
}
