/** Many cells in one node: what is drawn as a grid of pixels, kept as one list of packed colours. */
import { engineClass } from "./classes.ts";
import { formatColor, parseColor } from "./color.ts";
import { fixed, refuse, size, wholeNumber } from "./fields.ts";
import { touch } from "./inner.ts";
import { keep, runs, unrun } from "./kept.ts";
import { Node2D, type Node2DInit } from "./node2d.ts";
import { inBox } from "./shapes.ts";
import type { Vec2Like } from "./vec2.ts";

/** At four bytes a cell, a whole picture of it still fits into one frame. */
const MOST_CELLS = 200_000;

/** What the cells are, for drivers: colours as 0xRRGGBBAA, by rows; `version` grows with every change. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly colors: Uint32Array;
  readonly version: number;
}

/** For drivers; not on the class, where it could meet an author's own members. */
export let cellsOf: (grid: PixelGrid) => Cells;
/** Colours of another number of cells are left out. */
let setCells: (grid: PixelGrid, colors: ArrayLike<number>) => void;

/** A grid of coloured cells in one node, for what would be thousands of rectangles. Centred. */
export class PixelGrid extends Node2D {
  declare cellSize: number;
  readonly #columns: number;
  readonly #colors: Uint32Array;
  #version = 0;

  constructor(init?: Node2DInit & { columns?: number; rows?: number; cellSize?: number }) {
    super(init);
    this.#columns = this.columns;
    if (this.columns * this.rows > MOST_CELLS)
      refuse(this, "columns × rows", this.columns * this.rows, `at most ${MOST_CELLS} cells fit`);
    this.#colors = new Uint32Array(this.columns * this.rows);
  }

  declare readonly columns: number;
  declare readonly rows: number;

  /** Out of bounds is ignored. */
  setCell(column: number, row: number, color: string): void {
    const packed = parseColor(color);
    const index = this.#indexOf(column, row);
    if (index === -1 || this.#colors[index] === packed) return;
    this.#colors[index] = packed;
    this.#changed();
  }
  getCell(column: number, row: number): string {
    const index = this.#indexOf(column, row);
    return index === -1 || this.#colors[index] === 0 ? "transparent" : formatColor(this.#colors[index]!);
  }
  fill(color: string): void {
    this.#colors.fill(parseColor(color));
    this.#changed();
  }
  override containsPoint(point: Vec2Like): boolean {
    return inBox(this.toLocal(point), this.columns * this.cellSize, this.rows * this.cellSize);
  }

  #changed(): void {
    this.#version++;
    touch(this);
  }
  #indexOf(column: number, row: number): number {
    const [across, down] = [Math.floor(column), Math.floor(row)];
    const inside = across >= 0 && down >= 0 && across < this.#columns && down < this.rows;
    return inside ? down * this.#columns + across : -1;
  }

  static {
    cellsOf = (grid) => ({ columns: grid.columns, rows: grid.rows, colors: grid.#colors, version: grid.#version });
    setCells = (grid, colors) => {
      if (colors.length === grid.#colors.length) grid.#colors.set(colors);
      grid.#changed();
    };
  }
}
engineClass(PixelGrid, "PixelGrid", {
  columns: fixed(wholeNumber(64)),
  rows: fixed(wholeNumber(36)),
  cellSize: size(8),
});
keep<PixelGrid>(
  "PixelGrid",
  "cells",
  (grid) => runs(cellsOf(grid).colors),
  (grid, list) => setCells(grid, unrun(list, MOST_CELLS)),
);
