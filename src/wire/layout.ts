/** The table of `schema.ts` in the form that frames are read and written by: numbers first, then at most one other field. */
import { drawKinds, type Field } from "./schema.ts";

/** How a field's column is coded. */
export const Column = { F32: 0, RGBA: 1, U8: 2, EXTRA: 3 } as const;
export type ExtraField = "name" | "text" | "points" | "cells";

export interface Layout {
  /** Of the numbers, by place in `DecodedNode.values`, then of the field that is no number; by bit in a run's mask. */
  readonly columns: Uint8Array;
  /** The bits of those that are Float32. */
  readonly floats: number;
  /** What a new node has where a frame says nothing. */
  readonly initial: number[];
  readonly extra: ExtraField | null;
  /** The bit of `extra`, or 0. */
  readonly extraBit: number;
  /** Every bit that the kind has. */
  readonly mask: number;
}

/** What most nodes have; the others are 0. */
const initialByName: Readonly<Record<string, number>> = {
  scaleX: 1,
  scaleY: 1,
  opacity: 1,
  visible: 1,
  zoom: 1,
  color: 0xffffffff,
  tint: 0xffffffff,
};

const columnOf = ({ type }: Field): number =>
  type === "f32" ? Column.F32 : type === "rgba" ? Column.RGBA : type === "u8" ? Column.U8 : Column.EXTRA;

function layout(fields: readonly Field[]): Layout {
  // Every child makes this table before it can begin: `from` is many times slower on arrays as short as these.
  const columns = new Uint8Array(fields.map(columnOf));
  const numbers = fields.filter((field) => columnOf(field) !== Column.EXTRA);
  const hasExtra = columns.at(-1) === Column.EXTRA;
  if (numbers.length + (hasExtra ? 1 : 0) !== fields.length)
    throw new Error("schema.ts: a kind has at most one field that is no number, and it stands last");
  return {
    columns,
    floats: columns.reduce((bits, column, place) => (column === Column.F32 ? bits | (1 << place) : bits), 0),
    initial: asDoubles(numbers.map((field) => initialByName[field.name] ?? 0)),
    extra: hasExtra ? (fields.at(-1)!.type as ExtraField) : null,
    extraBit: hasExtra ? 1 << numbers.length : 0,
    mask: 2 ** fields.length - 1,
  };
}

/** As they are; a list that has once held a fraction is kept as one of doubles, and so are its copies, into which others go. */
function asDoubles(list: number[]): number[] {
  for (let i = 0; i < list.length; i++) {
    const value = list[i]!;
    list[i] = 0.5;
    list[i] = value;
  }
  return list;
}

/** By kind. */
export const layouts: readonly Layout[] = drawKinds.map((kind) => layout(kind.fields));

/** Numbers of the kind that has the most. */
export const longestRow = Math.max(...layouts.map((one) => one.initial.length));
