/** What the solver is given for a body's shape, in its metres. */
import type { Shape } from "planck";

import { cornersOf } from "../outline.ts";
import type { Vec2Like } from "../vec2.ts";
import { type PhysicsBody2D, StaticBody2D } from "./bodies.ts";
import { PIXELS, theSolver } from "./solver.ts";

/** The solver's own bound for polygons. */
const MOST_CORNERS = 12;
/** Pixels; the solver cannot tell what is thinner from nothing. */
const LEAST = 1;

/** A string says why there can be none. `scale` is that of the node in the scene; a circle takes the larger one. */
export function shapeOf(node: PhysicsBody2D, scale: Vec2Like): Shape | string {
  const { BoxShape, ChainShape, CircleShape, PolygonShape } = theSolver();
  if (node.shape === "circle") {
    const radius = node.radius * Math.max(scale.x, scale.y);
    return new CircleShape(Math.max(radius, LEAST) / PIXELS);
  }
  if (node.shape === "rect") {
    const [width, height] = [Math.max(node.width * scale.x, LEAST), Math.max(node.height * scale.y, LEAST)];
    return new BoxShape(width / 2 / PIXELS, height / 2 / PIXELS);
  }
  const corners = cornersOf(node).map(({ x, y }) => ({ x: (x * scale.x) / PIXELS, y: (y * scale.y) / PIXELS }));
  if (corners.length < 3) return "a polygon needs at least 3 points";
  if (node instanceof StaticBody2D && !(isConvex(corners) && corners.length <= MOST_CORNERS))
    return new ChainShape(corners, true);
  if (corners.length > MOST_CORNERS) return `a body that moves has at most ${MOST_CORNERS} points`;
  return new PolygonShape(corners);
}

/** Whether every corner turns the same way. */
function isConvex(corners: readonly Vec2Like[]): boolean {
  const turns = corners.map((b, index) => {
    const [a, c] = [corners.at(index - 1)!, corners[(index + 1) % corners.length]!];
    return Math.sign((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x));
  });
  return !(turns.includes(1) && turns.includes(-1));
}
