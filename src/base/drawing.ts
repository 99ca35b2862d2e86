/**
 * What a pen has drawn, as numbers: the engine writes them, the page reads them, and on the way they are Float32 like any
 * points. A command is its number here and its arguments; a colour is two numbers of sixteen bits, so that it stays exact.
 */
export const Stroke = {
  /** Colour of insides: high half, low half. */
  FILL: 0,
  /** Colour of outlines: high half, low half, width. */
  LINE: 1,
  /** x, y, radius. */
  CIRCLE: 2,
  /** x, y, radius across, radius down. */
  ELLIPSE: 3,
  /** x, y of the top left, width, height, corner radius. */
  RECT: 4,
  /** x, y, radius, from, to: clockwise, radians. */
  ARC: 5,
  /** Four points: from, two controls, to. */
  CURVE: 6,
  /** Count of coordinates, then these. */
  POLYLINE: 7,
  POLYGON: 8,
  /** x, y of the middle, size, count of code points, then these. */
  TEXT: 9,
} as const;

/** How many numbers follow a command; for the last three, how many before the list, whose length is the last of them. */
export const argumentCounts: readonly number[] = [2, 3, 3, 4, 5, 5, 8, 1, 1, 4];
export const FIRST_WITH_LIST: number = Stroke.POLYLINE;

/** 256 kB as Float32. */
export const MOST_NUMBERS = 65_536;
