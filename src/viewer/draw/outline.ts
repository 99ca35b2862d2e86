/** The frame around a selected or pointed-at node: drawn over the picture, never in a saved one. */
import type { Placement } from "../../wire/page.ts";
import { rowOf } from "./kinds.ts";
import { type Layout, matrixPlace } from "./layout.ts";
import { stride } from "./matrix.ts";

const accent = "#5cc8b0";
/** Pixels of the stage; a node that is a mere place gets a cross this large. */
const margin = 3;
const crossSize = 7;

export function drawOutline(
  context: CanvasRenderingContext2D,
  layout: Layout,
  node: number,
  stageScale: number,
  strength: number,
  place?: Placement,
): void {
  const i = layout.placeOf(node);
  if (i === undefined) return;
  const o = matrixPlace(i) * stride;
  const [a, b, c, d, e, f] = layout.matrices.subarray(o, o + stride) as unknown as number[];
  const found = layout.nodes[i]!;
  const box = rowOf(found)?.bounds(found, context);
  const scale = stageScale * (place?.scale ?? 1);
  context.setTransform(scale, 0, 0, scale, stageScale * (place?.x ?? 0), stageScale * (place?.y ?? 0));
  context.globalAlpha = strength;
  context.strokeStyle = accent;
  context.lineWidth = 1.5;
  context.beginPath();
  if (box) {
    // The box is widened in the node's own space, where a pixel of the stage may be any length.
    const [mx, my] = [margin / (Math.hypot(a!, b!) || 1), margin / (Math.hypot(c!, d!) || 1)];
    const [left, top, right, bottom] = [box.x - mx, box.y - my, box.x + box.width + mx, box.y + box.height + my];
    for (const [x, y] of [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const)
      context.lineTo(a! * x + c! * y + e!, b! * x + d! * y + f!);
    context.closePath();
  } else {
    context.moveTo(e! - crossSize, f!);
    context.lineTo(e! + crossSize, f!);
    context.moveTo(e!, f! - crossSize);
    context.lineTo(e!, f! + crossSize);
  }
  context.stroke();
  context.globalAlpha = 1;
}
