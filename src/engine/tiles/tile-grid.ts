/** The tiles of a map by column and row: letters as the author wrote them, and what each looks like. Knows no places. */
import { packTile } from "../../base/tiles.ts";
import { parseColor } from "../color.ts";

/** What a letter of the layout stands for. */
export interface Tile {
  /** A CSS colour, opaque; without one only the picture is seen. */
  color?: string;
  /** One of the built-in pictures of Sprite2D. */
  texture?: string;
  /** Whether `slide` stops at it. */
  solid?: boolean;
}

export const EMPTY = " ";

export class TileGrid {
  columns: number;
  rows: number;
  /** By rows, one letter each. */
  letters: string[];
  /** As `base/tiles.ts` packs them; by rows. */
  packed: Uint32Array;
  /** Grows with every change. */
  version = 0;
  legend: Readonly<Record<string, Tile>> = {};
  #looks = new Map<string, number>();
  /** The version in which every letter was known. */
  #known = -1;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.letters = Array<string>(columns * rows).fill(EMPTY);
    this.packed = new Uint32Array(columns * rows);
  }

  setLegend(legend: Readonly<Record<string, Tile>>): void {
    this.legend = legend;
    this.#looks = new Map(
      Object.entries(legend).map(([letter, { color, texture }]) => [
        letter,
        packTile(color === undefined ? null : parseColor(color), texture),
      ]),
    );
    this.#packAll();
  }

  setLayout(layout: readonly string[]): void {
    const rows = layout.map((row) => [...row]);
    this.columns = Math.max(0, ...rows.map((row) => row.length));
    this.rows = rows.length;
    this.letters = rows.flatMap((row) => Array.from({ length: this.columns }, (_, column) => row[column] ?? EMPTY));
    this.#packAll();
  }

  get layout(): string[] {
    return Array.from({ length: this.rows }, (_, row) =>
      this.letters.slice(row * this.columns, (row + 1) * this.columns).join(""),
    );
  }

  set(column: number, row: number, letter: string): void {
    const at = this.#place(column, row);
    if (at === -1 || this.letters[at] === letter) return;
    this.letters[at] = letter;
    this.packed[at] = this.#looks.get(letter) ?? 0;
    this.version++;
  }

  get(column: number, row: number): string {
    return this.letters[this.#place(column, row)] ?? EMPTY;
  }

  isSolid(column: number, row: number): boolean {
    return this.legend[this.get(column, row)]?.solid === true;
  }

  /** A letter that the legend does not know; asked every tick, so it looks only where something has changed. */
  unknown(): string | undefined {
    if (this.#known === this.version) return undefined;
    this.#known = this.version;
    return this.letters.find((letter) => letter !== EMPTY && !Object.hasOwn(this.legend, letter));
  }

  #place(column: number, row: number): number {
    const [across, down] = [Math.floor(column), Math.floor(row)];
    const inside = across >= 0 && down >= 0 && across < this.columns && down < this.rows;
    return inside ? down * this.columns + across : -1;
  }

  #packAll(): void {
    this.packed = Uint32Array.from(this.letters, (letter) => this.#looks.get(letter) ?? 0);
    this.version++;
  }
}
