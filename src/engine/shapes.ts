/** The drawn shapes: Circle, Rect, Polygon and Line. They hold what is drawn; the page draws. */
import { engineClass } from "./classes.ts";
import { color, flag, points, size } from "./fields.ts";
import { Node2D, type Node2DInit } from "./node2d.ts";
import type { Vec2Like } from "./vec2.ts";

interface ShapeInit extends Node2DInit {
  color?: string;
  outline?: string;
  outlineWidth?: number;
}

const shape = { color: color("white"), outline: color("transparent"), outlineWidth: size(2) };

/** Shapes are centred on their position; the points of Polygon and Line are local to it. */
export class Circle extends Node2D {
  declare color: string;
  declare outline: string;
  declare outlineWidth: number;
  declare radius: number;
  constructor(init?: ShapeInit & { radius?: number }) {
    super(init);
  }
  override containsPoint(point: Vec2Like): boolean {
    return this.toLocal(point).length() <= this.radius;
  }
}
engineClass(Circle, "Circle", { ...shape, radius: size(16) });

export class Rect extends Node2D {
  declare color: string;
  declare outline: string;
  declare outlineWidth: number;
  declare width: number;
  declare height: number;
  declare cornerRadius: number;
  constructor(init?: ShapeInit & { width?: number; height?: number; cornerRadius?: number }) {
    super(init);
  }
  override containsPoint(point: Vec2Like): boolean {
    return inBox(this.toLocal(point), this.width, this.height);
  }
}
engineClass(Rect, "Rect", { ...shape, width: size(32), height: size(32), cornerRadius: size(0) });

/** The last point is joined to the first. */
export class Polygon extends Node2D {
  declare color: string;
  declare outline: string;
  declare outlineWidth: number;
  declare points: Vec2Like[];
  constructor(init?: ShapeInit & { points?: Vec2Like[] }) {
    super(init);
  }
  /** By the even-odd rule. */
  override containsPoint(point: Vec2Like): boolean {
    return inPolygon(this.toLocal(point), this.points);
  }
}
engineClass(Polygon, "Polygon", { ...shape, points: points() });

export class Line extends Node2D {
  declare points: Vec2Like[];
  declare color: string;
  declare width: number;
  declare closed: boolean;
  constructor(init?: Node2DInit & { points?: Vec2Like[]; color?: string; width?: number; closed?: boolean }) {
    super(init);
  }
  override containsPoint(point: Vec2Like): boolean {
    const local = this.toLocal(point);
    return edges(this.points, this.closed).some(([from, to]) => distanceToEdge(local, from, to) <= this.width / 2);
  }
}
engineClass(Line, "Line", { points: points(), color: color("white"), width: size(2), closed: flag(false) });

/** Whether a local point lies in a box of that size around (0, 0). */
export const inBox = (local: Vec2Like, width: number, height: number): boolean =>
  Math.abs(local.x) <= width / 2 && Math.abs(local.y) <= height / 2;

/** By the even-odd rule. */
export function inPolygon({ x, y }: Vec2Like, points: readonly Vec2Like[]): boolean {
  let inside = false;
  for (const [from, to] of edges(points, true))
    if (from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
  return inside;
}

export type Edge = readonly [from: Vec2Like, to: Vec2Like];

export function edges(list: readonly Vec2Like[], closed: boolean): Edge[] {
  const last = closed ? list.length : list.length - 1;
  return Array.from({ length: Math.max(last, 0) }, (_, index) => [list[index]!, list[(index + 1) % list.length]!]);
}

export function distanceToEdge(point: Vec2Like, from: Vec2Like, to: Vec2Like): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  const share = Math.min(Math.max(along, 0), 1);
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}
