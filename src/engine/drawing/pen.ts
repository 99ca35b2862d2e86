/** The pen of a Drawing: each call is checked and noted as numbers. It draws nothing itself; the page does. */
import { MOST_NUMBERS, Stroke } from "../../base/drawing.ts";
import { parseColor } from "../color.ts";
import { shown } from "../fault.ts";
import { color as colorField, finite, refuse, vector } from "../fields.ts";
import type { Node } from "../node.ts";
import type { Vec2Like } from "../vec2.ts";

/** What `onDraw` draws with: pixels and radians in the node's own space. Colours hold until the next one. */
export interface Pen {
  /** Colour of the insides of what follows: "white" at first; "transparent" leaves them empty. */
  fill(color: string): void;
  /** Colour and width, in pixels, of lines and outlines that follow: "transparent" at first, so outlines are off. */
  stroke(color: string, width?: number): void;
  circle(x: number, y: number, radius: number): void;
  ellipse(x: number, y: number, radiusX: number, radiusY: number): void;
  /** (x, y) is the top left corner. */
  rect(x: number, y: number, width: number, height: number, cornerRadius?: number): void;
  /** With the colour of `stroke`, as all lines. */
  line(fromX: number, fromY: number, toX: number, toY: number): void;
  /** Clockwise from one angle to another, 0 being to the right; never filled. */
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  /** A cubic Bézier curve; never filled. */
  curve(from: Vec2Like, control1: Vec2Like, control2: Vec2Like, to: Vec2Like): void;
  polyline(points: readonly Vec2Like[]): void;
  polygon(points: readonly Vec2Like[]): void;
  /** One line, centred on (x, y), in the colour of `fill`; `size` is that of the font, 20 at first. */
  text(text: string, x: number, y: number, size?: number): void;
}

const MOST_LETTERS = 200;
const anyColor = colorField("white");

export class RecordingPen implements Pen {
  readonly numbers: number[] = [];
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  fill(color: string): void {
    this.#note(Stroke.FILL, ...this.#color(color, "fill"));
  }
  stroke(color: string, width: number = 2): void {
    this.#note(Stroke.LINE, ...this.#color(color, "stroke"), width);
  }
  circle(x: number, y: number, radius: number): void {
    this.#note(Stroke.CIRCLE, x, y, radius);
  }
  ellipse(x: number, y: number, radiusX: number, radiusY: number): void {
    this.#note(Stroke.ELLIPSE, x, y, radiusX, radiusY);
  }
  rect(x: number, y: number, width: number, height: number, cornerRadius: number = 0): void {
    this.#note(Stroke.RECT, x, y, width, height, cornerRadius);
  }
  line(fromX: number, fromY: number, toX: number, toY: number): void {
    this.#note(Stroke.POLYLINE, 4, fromX, fromY, toX, toY);
  }
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    this.#note(Stroke.ARC, x, y, radius, from, to);
  }
  curve(from: Vec2Like, control1: Vec2Like, control2: Vec2Like, to: Vec2Like): void {
    this.#note(Stroke.CURVE, ...this.#flat([from, control1, control2, to], "curve"));
  }
  polyline(points: readonly Vec2Like[]): void {
    this.#points(Stroke.POLYLINE, points, "polyline");
  }
  polygon(points: readonly Vec2Like[]): void {
    this.#points(Stroke.POLYGON, points, "polygon");
  }
  text(text: string, x: number, y: number, size: number = 20): void {
    const letters = [...`${text}`];
    if (letters.length > MOST_LETTERS)
      throw new RangeError(
        `Cannot draw a text of ${letters.length} letters: at most ${MOST_LETTERS} fit; use a Label for long texts`,
      );
    this.#note(Stroke.TEXT, x, y, size, letters.length, ...letters.map((letter) => letter.codePointAt(0)!));
  }

  #points(stroke: number, points: readonly Vec2Like[], what: string): void {
    if (!Array.isArray(points))
      throw new TypeError(`Cannot draw a ${what} of ${shown(points)}: it must be a list of points`);
    const flat = this.#flat(points, what);
    this.#note(stroke, flat.length);
    for (const number of flat) this.#note(number);
  }

  #flat(points: readonly Vec2Like[], what: string): number[] {
    return points.flatMap((point) => {
      const { x, y } = vector(point, this.#node, `a point of a ${what}`);
      return [x, y];
    });
  }

  #color(color: string, what: string): readonly [high: number, low: number] {
    const packed = parseColor(anyColor.admit(color, this.#node, `the ${what} of a drawing`));
    return [packed >>> 16, packed & 0xffff];
  }

  #note(...numbers: readonly number[]): void {
    if (this.numbers.length + numbers.length > MOST_NUMBERS)
      refuse(this.#node, "a drawing", numbers[0], `at most ${MOST_NUMBERS} numbers fit; draw less, or use a PixelGrid`);
    for (const number of numbers) this.numbers.push(finite(number, this.#node, "a number of a drawing"));
  }
}
