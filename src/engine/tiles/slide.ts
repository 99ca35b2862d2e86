/** A box that moves among solid tiles: across first, then down, each as far as nothing stands in its way. Pure. */
import { Vec2, type Vec2Like } from "../vec2.ts";

/** In units of tiles; (0, 0) is the corner of the first. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** A box that touches a wall exactly is not inside of it, whatever the last bit of its place says. */
const SKIN = 1e-6;

/** Where the middle of the box comes to be. */
export function slide(box: Box, step: Vec2Like, isSolid: (column: number, row: number) => boolean): Vec2 {
  const x = move(box.x, box.halfWidth, step.x, box.y, box.halfHeight, isSolid);
  const y = move(box.y, box.halfHeight, step.y, x, box.halfWidth, (row, column) => isSolid(column, row));
  return new Vec2(x, y);
}

/** Along one axis; `isSolid` takes the place along it first. */
function move(
  from: number,
  half: number,
  by: number,
  across: number,
  halfAcross: number,
  isSolid: (along: number, across: number) => boolean,
): number {
  if (by === 0) return from;
  const way = Math.sign(by);
  const [first, last] = [Math.floor(across - halfAcross + SKIN), Math.ceil(across + halfAcross - SKIN) - 1];
  const edge = from + way * half;
  const target = edge + by;
  // The tiles that the leading edge enters, from the nearest on.
  const start = way > 0 ? Math.ceil(edge - SKIN) : Math.floor(edge + SKIN) - 1;
  for (let along = start; way > 0 ? along < target : along + 1 > target; along += way)
    for (let at = first; at <= last; at++) if (isSolid(along, at)) return (way > 0 ? along : along + 1) - way * half;
  return from + by;
}
