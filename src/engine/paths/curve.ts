/** A way through points, baked to a chain of short straight pieces that can be walked by distance. Pure. */
import { Vec2, type Vec2Like } from "../vec2.ts";

export interface Curve {
  /** The ends of the pieces. */
  readonly points: readonly Vec2Like[];
  /** Pixels from the start to each of them. */
  readonly distances: readonly number[];
  readonly length: number;
}

/** Between two points: at 30 pixels a piece, a span of ordinary size has no corner to be seen. */
const PIECES = 16;

export function bake(points: readonly Vec2Like[], closed: boolean, smooth: boolean): Curve {
  const way =
    smooth && points.length > 2 ? rounded(points, closed) : closed ? [...points, ...points.slice(0, 1)] : points;
  const distances: number[] = [];
  let length = 0;
  for (const [index, { x, y }] of way.entries()) {
    const before = way[index - 1];
    if (before !== undefined) length += Math.hypot(x - before.x, y - before.y);
    distances.push(length);
  }
  return { points: way.map(({ x, y }) => ({ x, y })), distances, length };
}

/** `distance` is kept within the curve; a curve of no points is at the origin. */
export function walk(curve: Curve, distance: number): { readonly point: Vec2; readonly angle: number } {
  const { points, distances, length } = curve;
  const at = Math.min(Math.max(distance, 0), length);
  const end = pieceAt(distances, at);
  const [from, to] = [points[Math.max(end - 1, 0)] ?? Vec2.ZERO, points[end] ?? Vec2.ZERO];
  const start = distances[end - 1] ?? 0;
  const piece = (distances[end] ?? 0) - start;
  const share = piece === 0 ? 0 : (at - start) / piece;
  return { point: new Vec2(from.x, from.y).lerp(to, share), angle: Math.atan2(to.y - from.y, to.x - from.x) };
}

/** The place of the first end that is not before `distance`, from 1 on: the end of the piece that it lies in. */
function pieceAt(distances: readonly number[], distance: number): number {
  let [low, high] = [1, distances.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (distances[middle]! < distance) low = middle + 1;
    else high = middle;
  }
  return Math.max(Math.min(low, distances.length - 1), 0);
}

/** Catmull–Rom: through every point, in the direction from its one neighbour to its other. */
function rounded(points: readonly Vec2Like[], closed: boolean): Vec2Like[] {
  const count = points.length;
  const spans = closed ? count : count - 1;
  const point = (index: number): Vec2Like =>
    points[closed ? (index + count) % count : Math.min(Math.max(index, 0), count - 1)]!;
  const way: Vec2Like[] = [point(0)];
  for (let span = 0; span < spans; span++) {
    const [a, b, c, d] = [point(span - 1), point(span), point(span + 1), point(span + 2)];
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES;
      way.push({ x: spline(a.x, b.x, c.x, d.x, t), y: spline(a.y, b.y, c.y, d.y, t) });
    }
  }
  return way;
}

const spline = (a: number, b: number, c: number, d: number, t: number): number =>
  b + (t / 2) * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
