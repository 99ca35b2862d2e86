/** PixelGrid: the cells as a small picture of one pixel each, scaled up without smoothing. Kept until they change. */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { field } from "./fields.ts";
import { type Bounds, centred, type Draw } from "./pen.ts";

export const cellSize = field("PixelGrid", "cellSize");

interface Kept {
  readonly canvas: OffscreenCanvas;
  version: number;
}
const kept = new WeakMap<DecodedNode, Kept>();

export const drawPixelGrid: Draw = (pen, node) => {
  const size = pen.at(node, cellSize);
  const picture = pictureOf(node);
  if (!picture || size <= 0) return;
  const { x, y, width, height } = centred(picture.width * size, picture.height * size);
  pen.context.imageSmoothingEnabled = false;
  pen.context.drawImage(picture, x, y, width, height);
};

export function gridBounds(node: DecodedNode): Bounds {
  const size = node.values[cellSize]!;
  return centred((node.cells?.columns ?? 0) * size, (node.cells?.rows ?? 0) * size);
}

function pictureOf(node: DecodedNode): OffscreenCanvas | undefined {
  const { cells } = node;
  if (!cells || cells.columns === 0 || cells.rows === 0) return undefined;
  let entry = kept.get(node);
  if (!entry || entry.canvas.width !== cells.columns || entry.canvas.height !== cells.rows) {
    entry = { canvas: new OffscreenCanvas(cells.columns, cells.rows), version: Number.NaN };
    kept.set(node, entry);
  }
  if (entry.version !== cells.version) {
    entry.canvas.getContext("2d")!.putImageData(imageOf(cells.colors, cells.columns, cells.rows), 0, 0);
    entry.version = cells.version;
  }
  return entry.canvas;
}

function imageOf(colors: Uint32Array, columns: number, rows: number): ImageData {
  const image = new ImageData(columns, rows);
  const bytes = new DataView(image.data.buffer);
  for (let i = 0; i < columns * rows; i++) bytes.setUint32(4 * i, colors[i]!);
  return image;
}
