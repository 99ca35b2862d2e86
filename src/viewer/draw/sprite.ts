/**
 * Sprite2D: a built-in picture with its tint, an emoji, or a file that the module may read; for one that this page was not
 * given, a quiet empty frame.
 */
import { css, isClear, multiply } from "./color.ts";
import { field } from "./fields.ts";
import { fontFamily } from "./label.ts";
import type { Draw, Pen } from "./pen.ts";
import { type Paint, side, stamp } from "./stamps.ts";
import { type Layer, texture } from "./textures.ts";

export const width = field("Sprite2D", "width");
export const height = field("Sprite2D", "height");
const tint = field("Sprite2D", "tint");

const emoji = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*0-9]\u{fe0f}?\u{20e3})/u;
const mostUneven = 1.5;

type Context = Parameters<Paint>[0];

/** The longest emoji, a family with skin tones, is a sequence of some twenty code units. */
const longestEmoji = 32;

export const drawSprite: Draw = (pen, node) => {
  const w = pen.at(node, width);
  const h = pen.at(node, height);
  const color = node.values[tint]!;
  if (w <= 0 || h <= 0 || isClear(color)) return;
  const { context } = pen;
  const name = node.texture ?? "";
  context.scale(w / side, h / side);
  const paint = painter(name, color);
  if (!paint) return drawFile(pen, name, color);
  // A stamp that is squeezed more one way than the other shows jagged edges.
  if (Math.max(w, h) > mostUneven * Math.min(w, h)) paint(context);
  else stamp(context, name, color, (pen.scale * Math.max(w, h)) / side, paint);
};

/** One of the built-in pictures, untinted, in a square around (x, y). */
export function drawBuiltIn({ context, scale }: Pen, name: string, x: number, y: number, size: number): void {
  const paint = painter(name, WHITE);
  if (!paint) return;
  context.save();
  context.translate(x, y);
  context.scale(size / side, size / side);
  stamp(context, name, WHITE, (scale * size) / side, paint);
  context.restore();
}
const WHITE = 0xffffffff;

/** Undefined for what is neither built in nor an emoji: it is the path of a file. */
function painter(name: string, color: number): Paint | undefined {
  const layers = texture(name);
  if (layers) return (context) => paintLayers(context, layers, color);
  if (name.length <= longestEmoji && emoji.test(name)) return (context) => paintEmoji(context, name, color);
  return undefined;
}

function drawFile({ context, picture }: Pen, path: string, color: number): void {
  const image = picture(path, color);
  if (!image) return paintMissing(context);
  context.imageSmoothingEnabled = true;
  context.drawImage(image, -side / 2, -side / 2, side, side);
}

const paths = new Map<string, Path2D>();

function paintLayers(context: Context, layers: readonly Layer[], color: number): void {
  for (const layer of layers) {
    let path = paths.get(layer.path);
    if (!path) paths.set(layer.path, (path = new Path2D(layer.path)));
    context.fillStyle = css(multiply(layer.color, color));
    // A second circle inside a first one is a hole.
    context.fill(path, "evenodd");
  }
}

/** An emoji keeps its own colours; of the tint, only the alpha reaches it. */
function paintEmoji(context: Context, name: string, color: number): void {
  context.globalAlpha *= (color & 0xff) / 255;
  context.font = `${side * 0.8}px ${fontFamily}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = "white";
  context.fillText(name, 0, side * 0.04);
}

function paintMissing(context: Context): void {
  context.strokeStyle = "#8b93a1";
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  context.roundRect(-side / 2 + 1, -side / 2 + 1, side - 2, side - 2, 6);
  context.stroke();
  context.setLineDash([]);
}
