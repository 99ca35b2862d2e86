/** Label: lines of text, centred on the node in height, and in width as `align` says. */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { aligns } from "../../wire/schema.ts";
import { css, isClear } from "./color.ts";
import { field } from "./fields.ts";
import type { Bounds, Draw } from "./pen.ts";

const fontSize = field("Label", "fontSize");
const color = field("Label", "color");
const align = field("Label", "align");
/** As the engine measures it. */
const lineHeight = 1.2;
/** The same on every machine as far as that goes; a page that loads fonts would ask another host or wait. */
export const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

export const drawLabel: Draw = (pen, node) => {
  const size = pen.at(node, fontSize);
  if (!node.text || size <= 0 || isClear(node.values[color]!)) return;
  const { context } = pen;
  context.font = `${size}px ${fontFamily}`;
  context.textBaseline = "middle";
  context.textAlign = alignOf(node);
  context.fillStyle = css(node.values[color]!);
  const lines = node.text.split("\n");
  const top = (-(lines.length - 1) / 2) * size * lineHeight;
  for (const [i, line] of lines.entries()) context.fillText(line, 0, top + i * size * lineHeight);
};

export function labelBounds(node: DecodedNode, context: CanvasRenderingContext2D): Bounds {
  const size = node.values[fontSize]!;
  const lines = (node.text ?? "").split("\n");
  context.font = `${Math.max(0, size)}px ${fontFamily}`;
  const width = Math.max(...lines.map((line) => context.measureText(line).width));
  const height = lines.length * size * lineHeight;
  const shift = { left: 0, center: -width / 2, right: -width }[alignOf(node)];
  return { x: shift, y: -height / 2, width, height };
}

const alignOf = (node: DecodedNode) => aligns[node.values[align]!] ?? "center";
