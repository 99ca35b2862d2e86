/** One row for each kind that can be seen: how it is drawn, and the box around it. A kind without a row is a place only. */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { type DrawKindName, drawKinds } from "../../wire/schema.ts";
import { areaBounds, areaIsShown, drawArea } from "./area.ts";
import * as controls from "./controls.ts";
import { drawDrawing, drawingBounds } from "./drawing.ts";
import { drawLabel, labelBounds } from "./label.ts";
import { keepsBoxes, keepsCircles, type Matrices } from "./matrix.ts";
import { drawParticles, stayInScene } from "./particles.ts";
import { type Bounds, boundsOfPoints, centred, type Draw } from "./pen.ts";
import { drawPixelGrid, gridBounds } from "./pixel-grid.ts";
import * as shapes from "./shapes.ts";
import * as sprite from "./sprite.ts";
import { drawTileMap, tileMapBounds } from "./tile-map.ts";

interface Row {
  readonly draw: Draw;
  /** Whether there is anything to see, and so to point at; without it, always. */
  readonly shown?: (node: DecodedNode) => boolean;
  /** Whether it is drawn in the scene's space instead of its own. */
  readonly inScene?: (node: DecodedNode) => boolean;
  /**
   * Whether a node with this matrix is drawn straight onto the stage, around `pen.x` and `pen.y`: a transform of its own
   * costs the browser a third of the whole.
   */
  readonly straight?: (matrices: Matrices, i: number) => boolean;
  /** How far from its origin it can be seen, where that is quickly said; what is further out than that is not drawn. */
  readonly reach?: (node: DecodedNode) => number;
  readonly bounds: (node: DecodedNode, context: CanvasRenderingContext2D) => Bounds;
}

const rows: { readonly [kind in DrawKindName]?: Row } = {
  Circle: {
    draw: shapes.drawCircle,
    straight: keepsCircles,
    reach: ({ values }) => values[shapes.radius]! + values[shapes.outlineWidth]!,
    bounds: ({ values }) => centred(2 * values[shapes.radius]!, 2 * values[shapes.radius]!),
  },
  Rect: {
    draw: shapes.drawRect,
    straight: keepsBoxes,
    reach: ({ values }) => values[shapes.width]! + values[shapes.height]! + values[shapes.outlineWidth]!,
    bounds: ({ values }) => centred(values[shapes.width]!, values[shapes.height]!),
  },
  Polygon: { draw: shapes.drawPolygon, bounds: boundsOfPoints },
  Line: { draw: shapes.drawLine, bounds: boundsOfPoints },
  Sprite2D: {
    draw: sprite.drawSprite,
    reach: ({ values }) => values[sprite.width]! + values[sprite.height]!,
    bounds: ({ values }) => centred(values[sprite.width]!, values[sprite.height]!),
  },
  Label: { draw: drawLabel, bounds: labelBounds },
  Path2D: { draw: shapes.drawPath, shown: shapes.pathIsShown, bounds: boundsOfPoints },
  Particles2D: { draw: drawParticles, inScene: stayInScene, bounds: () => centred(24, 24) },
  TileMap: { draw: drawTileMap, bounds: tileMapBounds },
  Button: { draw: controls.drawButton, bounds: controls.controlBounds },
  Slider: { draw: controls.drawSlider, bounds: controls.controlBounds },
  ProgressBar: { draw: controls.drawProgressBar, bounds: controls.controlBounds },
  PixelGrid: { draw: drawPixelGrid, bounds: gridBounds },
  Area2D: { draw: drawArea, shown: areaIsShown, bounds: areaBounds },
  Drawing: { draw: drawDrawing, bounds: drawingBounds },
};

/** By the number of the kind: each picture asks twice a node. */
const byNumber: readonly (Row | undefined)[] = drawKinds.map(({ name }) => rows[name]);

export const rowOf = (node: DecodedNode): Row | undefined => byNumber[node.kind];
