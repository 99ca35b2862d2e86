/** The shapes of areas and bodies in the scene, and whether two of them overlap. Pure; touching counts. */
import { apply, type Matrix } from "./matrix.ts";
import { distanceToEdge, type Edge, edges, inPolygon } from "./shapes.ts";
import type { Vec2Like } from "./vec2.ts";

/** What it is made of, in its own space. */
export interface LocalShape {
  readonly shape: "circle" | "rect" | "polygon";
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  readonly points: readonly Vec2Like[];
}

/** In the scene's space: a circle, or the corners of a polygon. */
export interface Outline {
  readonly center: Vec2Like;
  /** 0 for polygons. */
  readonly radius: number;
  readonly corners: readonly Vec2Like[];
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A circle that is scaled unevenly is taken as the circle around it. */
export function outlineOf(local: LocalShape, matrix: Matrix): Outline {
  const center = { x: matrix[4], y: matrix[5] };
  if (local.shape === "circle") {
    const radius = local.radius * Math.max(Math.hypot(matrix[0], matrix[1]), Math.hypot(matrix[2], matrix[3]));
    return {
      center,
      radius,
      corners: [],
      left: center.x - radius,
      top: center.y - radius,
      right: center.x + radius,
      bottom: center.y + radius,
    };
  }
  const corners = cornersOf(local).map((corner) => apply(matrix, corner));
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    center,
    radius: 0,
    corners,
    left: Math.min(...xs),
    top: Math.min(...ys),
    right: Math.max(...xs),
    bottom: Math.max(...ys),
  };
}

export function cornersOf({ shape, width, height, points }: LocalShape): readonly Vec2Like[] {
  if (shape === "polygon") return points;
  const [x, y] = [width / 2, height / 2];
  return [
    { x: -x, y: -y },
    { x, y: -y },
    { x, y },
    { x: -x, y },
  ];
}

export function holds(local: LocalShape, point: Vec2Like): boolean {
  if (local.shape === "circle") return Math.hypot(point.x, point.y) <= local.radius;
  return inPolygon(point, cornersOf(local));
}

export function overlap(one: Outline, other: Outline): boolean {
  if (one.left > other.right || other.left > one.right || one.top > other.bottom || other.top > one.bottom)
    return false;
  if (one.corners.length === 0 && other.corners.length === 0) return circlesMeet(one, other);
  if (one.corners.length === 0) return circleMeets(one, other);
  if (other.corners.length === 0) return circleMeets(other, one);
  return polygonsMeet(one, other);
}

const circlesMeet = (one: Outline, other: Outline): boolean =>
  Math.hypot(one.center.x - other.center.x, one.center.y - other.center.y) <= one.radius + other.radius;

const circleMeets = ({ center, radius }: Outline, { corners }: Outline): boolean =>
  inPolygon(center, corners) || edges(corners, true).some(([from, to]) => distanceToEdge(center, from, to) <= radius);

/** Either has a corner in the other, or two edges cross. */
function polygonsMeet({ corners: one }: Outline, { corners: other }: Outline): boolean {
  if (inPolygon(one[0]!, other) || inPolygon(other[0]!, one)) return true;
  const others = edges(other, true);
  return edges(one, true).some((edge) => others.some((against) => cross(edge, against)));
}

function cross([a, b]: Edge, [c, d]: Edge): boolean {
  const [abc, abd, cda, cdb] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)];
  if (abc * abd > 0 || cda * cdb > 0) return false;
  // On one line: they meet where their boxes do.
  return (
    Math.max(Math.min(a.x, b.x), Math.min(c.x, d.x)) <= Math.min(Math.max(a.x, b.x), Math.max(c.x, d.x)) &&
    Math.max(Math.min(a.y, b.y), Math.min(c.y, d.y)) <= Math.min(Math.max(a.y, b.y), Math.max(c.y, d.y))
  );
}

const side = (from: Vec2Like, to: Vec2Like, point: Vec2Like): number =>
  (to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x);
