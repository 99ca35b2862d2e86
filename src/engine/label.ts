/** Text in the scene. */
import { engineClass } from "./classes.ts";
import { choice, color, size, text } from "./fields.ts";
import { Node2D, type Node2DInit } from "./node2d.ts";
import { inBox } from "./shapes.ts";
import type { Vec2Like } from "./vec2.ts";

/** How wide a letter is on the average, in shares of the font's size: nothing here can measure text. */
const LETTER_WIDTH = 0.6;
const LINE_HEIGHT = 1.2;

/** About how large a text will be, in pixels. */
export function textSize(text: string, fontSize: number): { readonly width: number; readonly height: number } {
  const lines = text.split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  return { width: longest * fontSize * LETTER_WIDTH, height: lines.length * fontSize * LINE_HEIGHT };
}

/** Text, centred on its position in both directions unless `align` says otherwise. */
export class Label extends Node2D {
  declare text: string;
  declare fontSize: number;
  declare color: string;
  declare align: "left" | "center" | "right";
  constructor(
    init?: Node2DInit & { text?: string; fontSize?: number; color?: string; align?: "left" | "center" | "right" },
  ) {
    super(init);
  }
  override containsPoint(point: Vec2Like): boolean {
    const { x, y } = this.toLocal(point);
    const { width, height } = textSize(this.text, this.fontSize);
    const shift = this.align === "left" ? -width / 2 : this.align === "right" ? width / 2 : 0;
    return inBox({ x: x + shift, y }, width, height);
  }
}
engineClass(Label, "Label", {
  text: text("", { kind: "multiline" }),
  fontSize: size(20),
  color: color("white"),
  align: choice<Label["align"]>("center", ["left", "center", "right"]),
});
