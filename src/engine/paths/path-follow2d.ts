/** What walks along the Path2D that it is a child of. It is put in its place after every `onUpdate` of a tick. */
import { engineClass } from "../classes.ts";
import { flag, number } from "../fields.ts";
import { inner } from "../inner.ts";
import { wrap } from "../math.ts";
import { Node2D, type Node2DInit } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { addSystem } from "../systems.ts";
import { walk } from "./curve.ts";
import { curveOf, Path2D } from "./path2d.ts";

/** A child of a Path2D that stands on it, `progress` pixels from its start, and its own children with it. */
export class PathFollow2D extends Node2D {
  /** Pixels from the start of the path. */
  declare progress: number;
  /** Pixels a second, added to `progress` by itself; backwards below 0. */
  declare speed: number;
  /** Goes on at the start after the end; otherwise it stops there. */
  declare loop: boolean;
  /** Turns in the direction of the path. */
  declare rotates: boolean;

  constructor(
    init?: Node2DInit & {
      progress?: number;

      speed?: number;
      loop?: boolean;
      rotates?: boolean;
    },
  ) {
    super(init);
  }

  /** `progress` as a share of the path's length, 0 to 1; 0 where there is no path. */
  get progressRatio(): number {
    const length = this.parent instanceof Path2D ? this.parent.length : 0;
    return length === 0 ? 0 : this.progress / length;
  }
  set progressRatio(value: number) {
    this.progress = this.parent instanceof Path2D ? value * this.parent.length : 0;
  }
}
engineClass(
  PathFollow2D,
  "PathFollow2D",
  { progress: number(0), speed: number(0), loop: flag(true), rotates: flag(true) },
  ["progressRatio"],
);

function follow(node: PathFollow2D, path: Path2D, dt: number): void {
  const curve = curveOf(path);
  const wanted = node.progress + node.speed * dt;
  const { length } = curve;
  if (length === 0) return;
  const inside = wanted >= 0 && wanted <= length;
  node.progress = inside ? wanted : node.loop ? wrap(wanted, 0, length) : Math.min(Math.max(wanted, 0), length);
  const { point, angle } = walk(curve, node.progress);
  node.position = point;
  if (node.rotates) node.rotation = angle;
}

function followAll(nodes: readonly PathFollow2D[], scene: Scene, dt: number): void {
  for (const node of nodes)
    if (inner(node).scene === scene && node.parent instanceof Path2D) follow(node, node.parent, dt);
}
addSystem<PathFollow2D>(["PathFollow2D"], "after", followAll, standsStill);

/** It does not move by itself, or has come to the end that it moves to. */
function standsStill({ speed, loop, progress, parent }: PathFollow2D): boolean {
  if (speed === 0 || !(parent instanceof Path2D)) return true;
  return !loop && progress === (speed > 0 ? parent.length : 0);
}
