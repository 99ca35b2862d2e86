/** A way through the scene, for what shall follow it: `PathFollow2D` as its child, or a module that asks by distance. */
import { engineClass } from "../classes.ts";
import { color, flag, points, size } from "../fields.ts";
import { Node2D, type Node2DInit } from "../node2d.ts";
import { distanceToEdge, edges } from "../shapes.ts";
import type { Vec2, Vec2Like } from "../vec2.ts";
import { bake, type Curve, walk } from "./curve.ts";

/** For followers and drivers: the curve as it is now. */
export let curveOf: (path: Path2D) => Curve;

/** A curve through `points`, which are local to it. It is not seen unless it has a colour. */
export class Path2D extends Node2D {
  declare points: Vec2Like[];
  /** Whether it goes on from the last point to the first. */
  declare closed: boolean;
  /** Round through the points; otherwise straight from one to the next. */
  declare smooth: boolean;
  declare color: string;
  declare width: number;
  #baked: { readonly key: string; readonly curve: Curve } | null = null;

  constructor(
    init?: Node2DInit & { points?: Vec2Like[]; closed?: boolean; smooth?: boolean; color?: string; width?: number },
  ) {
    super(init);
  }

  /** In pixels. */
  get length(): number {
    return curveOf(this).length;
  }
  /** The point of the path, local to it, that lies `distance` pixels from its start; kept within its ends. */
  pointAt(distance: number): Vec2 {
    return walk(curveOf(this), distance).point;
  }
  /** The direction there, in radians. */
  angleAt(distance: number): number {
    return walk(curveOf(this), distance).angle;
  }
  override containsPoint(point: Vec2Like): boolean {
    const local = this.toLocal(point);
    return edges(curveOf(this).points, false).some(([from, to]) => distanceToEdge(local, from, to) <= this.width / 2);
  }

  static {
    curveOf = (path) => {
      // The author may change the list in place: what it holds is the only sign of it.
      const key = path.points.map(({ x, y }) => `${x},${y}`).join(" ") + Number(path.closed) + Number(path.smooth);
      if (path.#baked?.key !== key) path.#baked = { key, curve: bake(path.points, path.closed, path.smooth) };
      return path.#baked.curve;
    };
  }
}
engineClass(Path2D, "Path2D", {
  points: points(),
  closed: flag(false),
  smooth: flag(true),
  color: color("transparent"),
  width: size(2),
});
