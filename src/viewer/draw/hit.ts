/**
 * Which node is under a point of the stage: the one drawn last whose own shape holds the point. A few pixels are
 * forgiven, so that thin lines and small dots can be hit.
 */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { kindName } from "./fields.ts";
import { rowOf } from "./kinds.ts";
import { type Layout, matrixPlace } from "./layout.ts";
import { scaleOf, toLocal } from "./matrix.ts";
import { closed, lineWidth, radius } from "./shapes.ts";

/** Logical pixels. */
const forgiven = 4;

export function hit(layout: Layout, x: number, y: number, context: CanvasRenderingContext2D): DecodedNode | undefined {
  for (let k = layout.order.length - 1; k >= 0; k--) {
    const i = layout.order[k]!;
    const local = toLocal(layout.matrices, matrixPlace(i), x, y);
    if (!local) continue;
    const slack = forgiven / Math.max(1e-6, scaleOf(layout.matrices, matrixPlace(i)));
    if (holds(layout.nodes[i]!, local.x, local.y, slack, context)) return layout.nodes[i];
  }
  return undefined;
}

function holds(node: DecodedNode, x: number, y: number, slack: number, context: CanvasRenderingContext2D): boolean {
  const box = rowOf(node)!.bounds(node, context);
  const reach = kindName(node.kind) === "Line" ? slack + node.values[lineWidth]! / 2 : slack;
  const inside =
    x >= box.x - reach && x <= box.x + box.width + reach && y >= box.y - reach && y <= box.y + box.height + reach;
  if (!inside) return false;
  switch (kindName(node.kind)) {
    case "Circle":
      return Math.hypot(x, y) <= node.values[radius]! + slack;
    case "Line":
      return nearPath(node.points ?? [], x, y, reach, node.values[closed] === 1);
    case "Polygon":
      return inPolygon(node.points ?? [], x, y) || nearPath(node.points ?? [], x, y, reach, true);
    default:
      return true;
  }
}

/** Whether a ray to the right crosses the outline an odd number of times. */
export function inPolygon(points: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = points.length - 2; i + 1 < points.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[j]!, points[j + 1]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Whether a stretch between two neighbours, and where `closed` between the last and the first, comes this near. */
export function nearPath(points: ArrayLike<number>, x: number, y: number, reach: number, closed: boolean): boolean {
  const end = points.length;
  for (let i = 0; i + 1 < end; i += 2) {
    const next = i + 3 < end ? i + 2 : 0;
    if (next === 0 && !closed) break;
    if (distance(points[i]!, points[i + 1]!, points[next]!, points[next + 1]!, x, y) <= reach) return true;
  }
  return false;
}

/** From a point to the stretch between two others. */
function distance(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
