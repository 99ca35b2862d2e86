/** What a kind's drawing function is handed, beside the node. */
import type { DecodedNode } from "../../wire/decoded-node.ts";

export interface Pen {
  readonly context: CanvasRenderingContext2D;
  /** Physical pixels for each unit of the node's own space. */
  scale: number;
  /** The node's origin, and the length of its unit, in the space that the context draws in: 0, 0 and 1 in the node's own. */
  x: number;
  y: number;
  unit: number;
  /** A number of the node between its last two ticks. Not for colours and lists of choices: those have no between. */
  readonly at: (node: DecodedNode, field: number) => number;
  /** A file's, for the module that is drawn; undefined while it is not there. */
  readonly picture: (path: string, tint: number) => CanvasImageSource | undefined;
}

/** Draws the node in its own space, or, drawn straight, in the stage's; the transform and the opacity are already set. */
export type Draw = (pen: Pen, node: DecodedNode) => void;

/** A box in the node's own space. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const centred = (width: number, height: number): Bounds => ({
  x: -width / 2,
  y: -height / 2,
  width,
  height,
});

/** Around the points of a node. */
export function boundsOfPoints({ points }: DecodedNode): Bounds {
  if (!points || points.length < 2) return centred(0, 0);
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    left = Math.min(left, points[i]!);
    right = Math.max(right, points[i]!);
    top = Math.min(top, points[i + 1]!);
    bottom = Math.max(bottom, points[i + 1]!);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
