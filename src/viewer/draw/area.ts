/** Area2D: seen where its author gave it a colour, as its shape in that colour. */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { areaShapes } from "../../wire/schema.ts";
import { css, isClear } from "./color.ts";
import { field } from "./fields.ts";
import { type Bounds, boundsOfPoints, centred, type Draw } from "./pen.ts";
import { trace } from "./shapes.ts";

const color = field("Area2D", "color");
const shape = field("Area2D", "shape");
const radius = field("Area2D", "radius");
const width = field("Area2D", "width");
const height = field("Area2D", "height");

const shapeOf = ({ values }: DecodedNode) => areaShapes[values[shape]!] ?? "circle";

export const areaIsShown = ({ values }: DecodedNode): boolean => !isClear(values[color]!);

export const drawArea: Draw = (pen, node) => {
  const { context } = pen;
  context.fillStyle = css(node.values[color]!);
  if (shapeOf(node) === "polygon") {
    if (!trace(pen, node)) return;
  } else {
    const { x, y, width: across, height: down } = areaBounds(node);
    context.beginPath();
    if (shapeOf(node) === "rect") context.rect(x, y, across, down);
    else context.arc(0, 0, across / 2, 0, 2 * Math.PI);
  }
  context.fill();
};

export function areaBounds(node: DecodedNode): Bounds {
  const { values } = node;
  if (shapeOf(node) === "polygon") return boundsOfPoints(node);
  return shapeOf(node) === "rect"
    ? centred(values[width]!, values[height]!)
    : centred(2 * values[radius]!, 2 * values[radius]!);
}
