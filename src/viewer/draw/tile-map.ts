/** TileMap: a square of colour and a built-in picture for each tile; of a large map only what lies on the canvas. */
import { unpackTile } from "../../base/tiles.ts";
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { css } from "./color.ts";
import { field } from "./fields.ts";
import { type Bounds, centred, type Draw, type Pen } from "./pen.ts";
import { drawBuiltIn } from "./sprite.ts";

const tileSize = field("TileMap", "tileSize");

export const drawTileMap: Draw = (pen, node) => {
  const size = pen.at(node, tileSize);
  const { cells } = node;
  if (!cells || size <= 0) return;
  const { context } = pen;
  const [left, top] = [(-cells.columns * size) / 2, (-cells.rows * size) / 2];
  const seen = seenBox(pen);
  const range = (from: number, to: number, origin: number, count: number): [number, number] => [
    Math.max(0, Math.floor((from - origin) / size)),
    Math.min(count - 1, Math.floor((to - origin) / size)),
  ];
  const [firstColumn, lastColumn] = range(seen.x, seen.x + seen.width, left, cells.columns);
  const [firstRow, lastRow] = range(seen.y, seen.y + seen.height, top, cells.rows);
  // Neighbours overlap by a hair: otherwise what is behind shows between them.
  const side = size + 0.5 / pen.scale;
  for (let row = firstRow; row <= lastRow; row++)
    for (let column = firstColumn; column <= lastColumn; column++) {
      const cell = cells.colors[row * cells.columns + column]!;
      if (cell === 0) continue;
      const { color, picture } = unpackTile(cell);
      const [x, y] = [left + column * size, top + row * size];
      if (color !== null) {
        context.fillStyle = css(color);
        context.fillRect(x, y, side, side);
      }
      if (picture !== undefined) drawBuiltIn(pen, picture, x + size / 2, y + size / 2, size);
    }
};

export function tileMapBounds({ values, cells }: DecodedNode): Bounds {
  return centred((cells?.columns ?? 0) * values[tileSize]!, (cells?.rows ?? 0) * values[tileSize]!);
}

/** The canvas in the node's own space: the box around its four corners. */
function seenBox({ context }: Pen): Bounds {
  const { width, height } = context.canvas;
  const back = context.getTransform().inverse();
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].map(([x = 0, y = 0]) => [back.a * x + back.c * y + back.e, back.b * x + back.d * y + back.f] as const);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
