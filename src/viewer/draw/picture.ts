/**
 * The whole picture: each module's layout in its turn, on one canvas. It draws and decides nothing; what stands where
 * was laid out before.
 */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import type { Placement } from "../../wire/page.ts";
import type { FilePictures } from "./file-pictures.ts";
import { between } from "./interpolate.ts";
import { rowOf } from "./kinds.ts";
import { type Layout, matrixPlace, SCENE, type StageSize } from "./layout.ts";
import { isOutside, type Matrices, scaleOf, stride } from "./matrix.ts";
import type { Pen } from "./pen.ts";

/** Dark in both themes: the engine's colours are white where a module says nothing. */
export const background = "#101216";

export interface Part {
  readonly slot: number;
  readonly layout: Layout;
  readonly weight: number;
  /** Absent: where it draws itself. */
  readonly place?: Placement;
}

/** `scale` is physical pixels for each logical one. */
export function drawPicture(
  context: CanvasRenderingContext2D,
  parts: readonly Part[],
  size: StageSize,
  scale: number,
  pictures: FilePictures,
): void {
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
  context.fillStyle = background;
  context.fillRect(0, 0, size.width, size.height);
  for (const part of parts) drawPart(context, part, size, scale, pictures);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
}

function drawPart(
  context: CanvasRenderingContext2D,
  { slot, layout, weight, place }: Part,
  size: StageSize,
  stageScale: number,
  pictures: FilePictures,
): void {
  const scale = stageScale * (place?.scale ?? 1);
  const [left, top] = [stageScale * (place?.x ?? 0), stageScale * (place?.y ?? 0)];
  const pen: Pen = {
    context,
    scale,
    x: 0,
    y: 0,
    unit: 1,
    at: ({ values, previous }: DecodedNode, field: number) => between(previous[field]!, values[field]!, weight),
    picture: (path, tint) => pictures.get(slot, path, tint),
  };
  const { matrices: m, opacity } = layout;
  // What is drawn straight leaves the transform and the opacity alone: after another of its kind only a change is told.
  let wasStraight = false;
  let before = 1;
  for (const i of layout.order) {
    const node = layout.nodes[i]!;
    const row = rowOf(node)!;
    // What lies beside a picture of its own may stand on the stage all the same.
    if (!place && row.reach && isOutside(m, matrixPlace(i), row.reach(node), size)) continue;
    const space = row.inScene?.(node) ? SCENE : matrixPlace(i);
    const o = space * stride;
    const unit = scaleOf(m, space);
    const isStraight = row.straight?.(m, space) ?? false;
    pen.scale = unit * scale;
    pen.unit = isStraight ? unit : 1;
    pen.x = isStraight ? m[o + 4]! : 0;
    pen.y = isStraight ? m[o + 5]! : 0;
    if (!isStraight) enter(context, m, o, scale, left, top);
    else if (!wasStraight) context.setTransform(scale, 0, 0, scale, left, top);
    if (!(isStraight && wasStraight && opacity[i] === before)) context.globalAlpha = opacity[i]!;
    row.draw(pen, node);
    wasStraight = isStraight;
    before = opacity[i]!;
  }
}

/** From here on the context draws in the space of the matrix at `o`. */
function enter(
  context: CanvasRenderingContext2D,
  m: Matrices,
  o: number,
  scale: number,
  left: number,
  top: number,
): void {
  const x = m[o + 4]! * scale + left;
  const y = m[o + 5]! * scale + top;
  context.setTransform(m[o]! * scale, m[o + 1]! * scale, m[o + 2]! * scale, m[o + 3]! * scale, x, y);
}
