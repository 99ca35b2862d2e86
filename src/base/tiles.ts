/**
 * A tile as one number, as it crosses the wire in a cell: 0xRRGGBB of its colour above a byte that says whether it has one
 * and which picture stands on it. 0 is nothing.
 */

import { pictures } from "./pictures.ts";

const COLORED = 0x80;

/** `rgba` is opaque or, for no colour, null; a picture that is none of the above is none. */
export const packTile = (rgba: number | null, picture: string | undefined): number =>
  ((rgba === null ? 0 : (rgba & 0xffffff00) | COLORED) | (pictures.indexOf(picture as "icon") + 1)) >>> 0;

export interface TileLook {
  /** 0xRRGGBBFF, or null. */
  readonly color: number | null;
  readonly picture: string | undefined;
}

export const unpackTile = (cell: number): TileLook => ({
  color: cell & COLORED ? (cell | 0xff) >>> 0 : null,
  picture: pictures[(cell & 0x7f) - 1],
});
