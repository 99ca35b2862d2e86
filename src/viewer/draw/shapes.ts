/** Circle, Rect, Polygon and Line: a path, filled and outlined. */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { css, isClear } from "./color.ts";
import { field } from "./fields.ts";
import type { Draw, Pen } from "./pen.ts";

const fill = field("Circle", "color");
const outline = field("Circle", "outline");
export const outlineWidth = field("Circle", "outlineWidth");
export const radius = field("Circle", "radius");
export const width = field("Rect", "width");
export const height = field("Rect", "height");
const cornerRadius = field("Rect", "cornerRadius");
const lineColor = field("Line", "color");
export const lineWidth = field("Line", "width");
export const closed = field("Line", "closed");
const pathColor = field("Path2D", "color");
const pathWidth = field("Path2D", "width");

export const drawCircle: Draw = (pen, node) => {
  const size = pen.at(node, radius) * pen.unit;
  if (size <= 0) return;
  pen.context.beginPath();
  pen.context.arc(pen.x, pen.y, size, 0, 2 * Math.PI);
  paint(pen, node);
};

export const drawRect: Draw = (pen, node) => {
  const w = pen.at(node, width) * pen.unit;
  const h = pen.at(node, height) * pen.unit;
  if (w <= 0 || h <= 0) return;
  const [left, top] = [pen.x - w / 2, pen.y - h / 2];
  const corner = Math.min(pen.at(node, cornerRadius) * pen.unit, w / 2, h / 2);
  if (corner <= 0 && isClear(node.values[outline]!)) return fillBox(pen, node.values[fill]!, left, top, w, h);
  pen.context.beginPath();
  if (corner > 0) pen.context.roundRect(left, top, w, h, corner);
  else pen.context.rect(left, top, w, h);
  paint(pen, node);
};

/** Most boxes are plain, and without a path cost half as much. */
function fillBox({ context }: Pen, color: number, left: number, top: number, w: number, h: number): void {
  if (isClear(color)) return;
  context.fillStyle = css(color);
  context.fillRect(left, top, w, h);
}

export const drawPolygon: Draw = (pen, node) => {
  if (!trace(pen, node)) return;
  pen.context.closePath();
  paint(pen, node);
};

export const drawLine: Draw = (pen, node) =>
  drawWay(pen, node, node.values[lineColor]!, pen.at(node, lineWidth), node.values[closed] === 1);

/** A curve comes as its pieces: a closed one ends where it began. */
export const drawPath: Draw = (pen, node) =>
  drawWay(pen, node, node.values[pathColor]!, pen.at(node, pathWidth), false);
export const pathIsShown = ({ values }: DecodedNode): boolean => !isClear(values[pathColor]!);

function drawWay(pen: Pen, node: DecodedNode, color: number, thickness: number, isClosed: boolean): void {
  if (isClear(color) || thickness <= 0 || !trace(pen, node)) return;
  if (isClosed) pen.context.closePath();
  pen.context.lineWidth = thickness;
  pen.context.lineJoin = "round";
  pen.context.lineCap = "round";
  pen.context.strokeStyle = css(color);
  pen.context.stroke();
}

/** The path through the node's points; answers whether there is any. */
export function trace({ context }: Pen, node: DecodedNode): boolean {
  const { points } = node;
  if (!points || points.length < 4) return false;
  context.beginPath();
  context.moveTo(points[0]!, points[1]!);
  for (let i = 2; i + 1 < points.length; i += 2) context.lineTo(points[i]!, points[i + 1]!);
  return true;
}

function paint(pen: Pen, node: DecodedNode): void {
  const inner = node.values[fill]!;
  const outer = node.values[outline]!;
  if (!isClear(inner)) {
    pen.context.fillStyle = css(inner);
    pen.context.fill();
  }
  if (isClear(outer)) return;
  const thickness = pen.at(node, outlineWidth) * pen.unit;
  if (thickness <= 0) return;
  pen.context.lineWidth = thickness;
  pen.context.lineJoin = "round";
  pen.context.strokeStyle = css(outer);
  pen.context.stroke();
}
