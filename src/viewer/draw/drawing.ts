/**
 * Drawing: the strokes that a pen has noted, drawn one after the other. They came over the wire, so a list that breaks off or
 * names no stroke ends the picture there, and nothing else.
 */
import { argumentCounts, FIRST_WITH_LIST, Stroke } from "../../base/drawing.ts";
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { css, isClear } from "./color.ts";
import { fontFamily } from "./label.ts";
import type { Bounds, Draw } from "./pen.ts";

type Numbers = ArrayLike<number>;
type Visit = (stroke: number, from: number, listFrom: number, listEnd: number) => void;

/** Each stroke with the place of its first argument, and of its list. */
export function eachStroke(numbers: Numbers, visit: Visit): void {
  for (let at = 0; at < numbers.length;) {
    const stroke = numbers[at]!;
    const count = argumentCounts[stroke];
    if (count === undefined) return;
    const from = at + 1;
    const listFrom = from + count;
    const listed = stroke >= FIRST_WITH_LIST ? numbers[listFrom - 1]! : 0;
    const end = listFrom + listed;
    if (!(Number.isInteger(listed) && listed >= 0 && end <= numbers.length)) return;
    visit(stroke, from, listFrom, end);
    at = end;
  }
}

export const drawDrawing: Draw = ({ context }, node) => {
  const n = node.points ?? [];
  let inside = 0xffffffff;
  let line = 0;
  let width = 0;
  context.lineJoin = context.lineCap = "round";
  const paint = (fills: boolean): void => {
    if (fills && !isClear(inside)) context.fill();
    if (width > 0 && !isClear(line)) context.stroke();
  };
  context.fillStyle = css(inside);
  eachStroke(n, (stroke, at, from, end) => {
    switch (stroke) {
      case Stroke.FILL:
        inside = colorAt(n, at);
        context.fillStyle = css(inside);
        return;
      case Stroke.LINE:
        line = colorAt(n, at);
        width = n[at + 2]!;
        context.strokeStyle = css(line);
        if (width > 0) context.lineWidth = width;
        return;
      case Stroke.TEXT:
        if (!isClear(inside)) write(context, n, at, from, end);
        return;
      default:
        context.beginPath();
        trace(context, stroke, n, at, from, end);
        paint(stroke !== Stroke.ARC && stroke !== Stroke.CURVE && stroke !== Stroke.POLYLINE);
    }
  });
};

function trace(
  context: CanvasRenderingContext2D,
  stroke: number,
  n: Numbers,
  at: number,
  from: number,
  end: number,
): void {
  const [a, b, c, d, e] = [n[at]!, n[at + 1]!, n[at + 2]!, n[at + 3]!, n[at + 4]!];
  switch (stroke) {
    case Stroke.CIRCLE:
      return context.arc(a, b, Math.max(c, 0), 0, 2 * Math.PI);
    case Stroke.ELLIPSE:
      return context.ellipse(a, b, Math.max(c, 0), Math.max(d, 0), 0, 0, 2 * Math.PI);
    case Stroke.RECT:
      return context.roundRect(a, b, c, d, Math.max(e, 0));
    case Stroke.ARC:
      return context.arc(a, b, Math.max(c, 0), d, e);
    case Stroke.CURVE:
      context.moveTo(a, b);
      return context.bezierCurveTo(c, d, e, n[at + 5]!, n[at + 6]!, n[at + 7]!);
    default:
      for (let i = from; i + 1 < end; i += 2) context.lineTo(n[i]!, n[i + 1]!);
      if (stroke === Stroke.POLYGON) context.closePath();
  }
}

function write(context: CanvasRenderingContext2D, n: Numbers, at: number, from: number, end: number): void {
  context.font = `${Math.max(0, n[at + 2]!)}px ${fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(letters(n, from, end), n[at]!, n[at + 1]!);
}

/** What is no code point is shown as the character for that. */
function letters(n: Numbers, from: number, end: number): string {
  let text = "";
  for (let i = from; i < end; i++) text += isCodePoint(n[i]!) ? String.fromCodePoint(n[i]!) : "\ufffd";
  return text;
}

const isCodePoint = (number: number): boolean => Number.isInteger(number) && number >= 0 && number <= 0x10ffff;

const colorAt = (n: Numbers, at: number): number => (n[at]! * 0x10000 + n[at + 1]!) >>> 0;

/** Around all that is drawn; texts count as their middle. */
export function drawingBounds(node: DecodedNode): Bounds {
  const n = node.points ?? [];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const meet = (x: number, y: number, across = 0, down = across): void => {
    left = Math.min(left, x - across);
    right = Math.max(right, x + across);
    top = Math.min(top, y - down);
    bottom = Math.max(bottom, y + down);
  };
  eachStroke(n, (stroke, at, from, end) => {
    const [a, b, c, d] = [n[at]!, n[at + 1]!, n[at + 2]!, n[at + 3]!];
    if (stroke === Stroke.FILL || stroke === Stroke.LINE) return;
    if (stroke === Stroke.CIRCLE || stroke === Stroke.ARC || stroke === Stroke.TEXT) meet(a, b, c);
    else if (stroke === Stroke.ELLIPSE) meet(a, b, c, d);
    else if (stroke === Stroke.RECT) meet(a + c / 2, b + d / 2, c / 2, d / 2);
    else if (stroke === Stroke.CURVE) for (let i = at; i < from; i += 2) meet(n[i]!, n[i + 1]!);
    else for (let i = from; i + 1 < end; i += 2) meet(n[i]!, n[i + 1]!);
  });
  return left <= right
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : { x: 0, y: 0, width: 0, height: 0 };
}
