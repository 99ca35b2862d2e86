/** Button, Slider and ProgressBar: their boxes, and what the pointer and the keyboard are on. */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { ControlState } from "../../wire/schema.ts";
import { css, multiply } from "./color.ts";
import { field } from "./fields.ts";
import { fontFamily } from "./label.ts";
import { type Bounds, centred, type Draw, type Pen } from "./pen.ts";

const width = field("Button", "width");
const height = field("Button", "height");
const color = field("Button", "color");
const state = field("Button", "state");
const fontSize = field("Button", "fontSize");
const textColor = field("Button", "textColor");
const share = field("Slider", "share");

const corner = 6;
const knob = 10;
const track = 0x00000066;
const focusRing = "#ffd166";
/** What is held is darker, what is pointed at a little lighter. */
const heldTint = 0xb8b8b8ff;
const hoveredLight = "#ffffff26";

export const controlBounds = ({ values }: DecodedNode): Bounds => centred(values[width]!, values[height]!);

export const drawButton: Draw = (pen, node) => {
  const { context } = pen;
  const { HELD, HOVERED } = ControlState;
  begin(pen, node);
  const own = node.values[color]!;
  box(pen, node, css(has(node, HELD) ? multiply(own, heldTint) : own));
  if (has(node, HOVERED)) box(pen, node, hoveredLight);
  context.fillStyle = css(node.values[textColor]!);
  context.font = `600 ${Math.max(0, node.values[fontSize]!)}px ${fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(node.text ?? "", 0, 0, Math.max(0, node.values[width]! - corner));
  ring(pen, node);
};

export const drawSlider: Draw = (pen, node) => {
  const { context } = pen;
  begin(pen, node);
  const way = Math.max(0, node.values[width]! - 2 * knob);
  const at = -way / 2 + way * pen.at(node, share);
  bar(context, -way / 2, way / 2, css(track));
  bar(context, -way / 2, at, css(node.values[color]!));
  context.beginPath();
  context.arc(at, 0, has(node, ControlState.HOVERED | ControlState.HELD) ? knob : knob - 2, 0, 2 * Math.PI);
  context.fillStyle = "white";
  context.fill();
  ring(pen, node);
};

export const drawProgressBar: Draw = (pen, node) => {
  const { context } = pen;
  begin(pen, node);
  const { x, y, width: across, height: down } = controlBounds(node);
  const full = across * pen.at(node, share);
  context.beginPath();
  context.roundRect(x, y, across, down, down / 2);
  context.fillStyle = css(track);
  context.fill();
  if (full <= 0) return;
  context.beginPath();
  context.roundRect(x, y, full, down, Math.min(down, full) / 2);
  context.fillStyle = css(node.values[color]!);
  context.fill();
};

const has = ({ values }: DecodedNode, bits: number): boolean => (values[state]! & bits) !== 0;

function begin({ context }: Pen, node: DecodedNode): void {
  if (has(node, ControlState.DISABLED)) context.globalAlpha *= 0.4;
}

function box({ context }: Pen, node: DecodedNode, fill: string): void {
  const { x, y, width: across, height: down } = controlBounds(node);
  context.beginPath();
  context.roundRect(x, y, across, down, corner);
  context.fillStyle = fill;
  context.fill();
}

function bar(context: CanvasRenderingContext2D, from: number, to: number, stroke: string): void {
  context.beginPath();
  context.moveTo(from, 0);
  context.lineTo(to, 0);
  context.lineWidth = 5;
  context.lineCap = "round";
  context.strokeStyle = stroke;
  context.stroke();
}

function ring({ context }: Pen, node: DecodedNode): void {
  if (!has(node, ControlState.FOCUSED)) return;
  const { x, y, width: across, height: down } = controlBounds(node);
  context.beginPath();
  context.roundRect(x - 3, y - 3, across + 6, down + 6, corner + 3);
  context.lineWidth = 2;
  context.strokeStyle = focusRing;
  context.stroke();
}
