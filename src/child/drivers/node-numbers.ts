/** What a frame says of a node, by its kind: its numbers in the order of the schema's row, and what it has beside them. */
import { Area2D } from "../../engine/areas/area2d.ts";
import { Camera2D, viewOf } from "../../engine/camera2d.ts";
import { infoOf, packedColor } from "../../engine/classes.ts";
import { Drawing, strokesOf } from "../../engine/drawing/drawing.ts";
import { inner } from "../../engine/inner.ts";
import { Label } from "../../engine/label.ts";
import type { Node } from "../../engine/node.ts";
import { type Anchor, Node2D } from "../../engine/node2d.ts";
import { type Particles2D, particlesOf } from "../../engine/particles/particles2d.ts";
import { curveOf, type Path2D } from "../../engine/paths/path2d.ts";
import { cellsOf, PixelGrid } from "../../engine/pixel-grid.ts";
import { Circle, Line, Polygon, Rect } from "../../engine/shapes.ts";
import { playedAt, type Sound } from "../../engine/sound/sound.ts";
import { Sprite2D } from "../../engine/sprite2d.ts";
import { gridOf, type TileMap } from "../../engine/tiles/tile-map.ts";
import type { Control } from "../../engine/ui/control.ts";
import { type Button, type ProgressBar, shareOf, type Slider } from "../../engine/ui/controls.ts";
import type { Vec2Like } from "../../engine/vec2.ts";
import type { Cells, FrameNode } from "../../wire/frame-node.ts";
import { aligns, anchors, areaShapes, ControlState, type DrawKindName, waves } from "../../wire/schema.ts";

/**
 * Writes a node's numbers from `into[0]` on, in the order of the schema, and gives the place after the last. One statement a number: lists and
 * loops over them are slow among frozen standard objects, and this runs for each node that moves.
 */
export type Write = (node: Node, into: Float64Array) => number;

/** Past the accessors: this is read of each node that moves, at every tick. */
function place(node: Node2D, into: Float64Array): number {
  const { position, scale, values } = inner(node);
  let at = 0;
  into[at++] = position === null ? 0 : position.x;
  into[at++] = position === null ? 0 : position.y;
  into[at++] = values[ROTATION] as number;
  into[at++] = scale === null ? 1 : scale.x;
  into[at++] = scale === null ? 1 : scale.y;
  into[at++] = values[OPACITY] as number;
  into[at++] = values[Z] as number;
  into[at++] = values[VISIBLE] ? 1 : 0;
  into[at++] = anchors.indexOf(values[ANCHOR] as Anchor);
  return at;
}

const [ROTATION, OPACITY, Z, VISIBLE, ANCHOR] = (["rotation", "opacity", "z", "visible", "anchor"] as const).map(
  (field) => infoOf(Node2D).fields.get(field)!.slot,
) as [number, number, number, number, number];

function shape(node: Circle | Rect | Polygon, into: Float64Array): number {
  const { values, info } = inner(node);
  let at = place(node, into);
  into[at++] = values[info.packed["color"]!] as number;
  into[at++] = values[info.packed["outline"]!] as number;
  into[at++] = node.outlineWidth;
  return at;
}

function control(node: Control, into: Float64Array): number {
  const { hovered, held, focused, disabled } = node;
  const { HOVERED, HELD, FOCUSED, DISABLED } = ControlState;
  let at = place(node, into);
  into[at++] = node.width;
  into[at++] = node.height;
  into[at++] = packedColor(node, "color");
  into[at++] = (hovered ? HOVERED : 0) | (held ? HELD : 0) | (focused ? FOCUSED : 0) | (disabled ? DISABLED : 0);
  return at;
}

export const writers: Readonly<Record<DrawKindName, Write>> = {
  Node: () => 0,
  Node2D: (node, into) => place(node as Node2D, into),
  Circle: (node, into) => {
    let at = shape(node as Circle, into);
    into[at++] = (node as Circle).radius;
    return at;
  },
  Rect: (node, into) => {
    let at = shape(node as Rect, into);
    into[at++] = (node as Rect).width;
    into[at++] = (node as Rect).height;
    into[at++] = (node as Rect).cornerRadius;
    return at;
  },
  Polygon: (node, into) => shape(node as Polygon, into),
  Line: (node, into) => {
    let at = place(node as Line, into);
    into[at++] = packedColor(node, "color");
    into[at++] = (node as Line).width;
    into[at++] = (node as Line).closed ? 1 : 0;
    return at;
  },
  Sprite2D: (node, into) => {
    let at = place(node as Sprite2D, into);
    into[at++] = (node as Sprite2D).width;
    into[at++] = (node as Sprite2D).height;
    into[at++] = packedColor(node, "tint");
    return at;
  },
  Label: (node, into) => {
    let at = place(node as Label, into);
    into[at++] = (node as Label).fontSize;
    into[at++] = packedColor(node, "color");
    into[at++] = aligns.indexOf((node as Label).align);
    return at;
  },
  PixelGrid: (node, into) => {
    let at = place(node as PixelGrid, into);
    into[at++] = (node as PixelGrid).cellSize;
    return at;
  },
  Camera2D: (node, into) => {
    const { zoom, offsetX, offsetY, current } = viewOf(node as Camera2D);
    let at = place(node as Camera2D, into);
    into[at++] = zoom;
    into[at++] = offsetX;
    into[at++] = offsetY;
    into[at++] = current ? 1 : 0;
    return at;
  },
  Drawing: (node, into) => place(node as Drawing, into),
  Area2D: (node, into) => {
    const area = node as Area2D;
    let at = place(area, into);
    into[at++] = packedColor(area, "color");
    into[at++] = areaShapes.indexOf(area.shape);
    into[at++] = area.radius;
    into[at++] = area.width;
    into[at++] = area.height;
    return at;
  },
  Particles2D: (node, into) => {
    const { startSize, endSize, local } = node as Particles2D;
    let at = place(node as Particles2D, into);
    into[at++] = startSize;
    into[at++] = endSize;
    into[at++] = packedColor(node, "startColor");
    into[at++] = packedColor(node, "endColor");
    into[at++] = local ? 1 : 0;
    return at;
  },
  TileMap: (node, into) => {
    let at = place(node as TileMap, into);
    into[at++] = (node as TileMap).tileSize;
    return at;
  },
  Button: (node, into) => {
    let at = control(node as Button, into);
    into[at++] = (node as Button).fontSize;
    into[at++] = packedColor(node, "textColor");
    return at;
  },
  Slider: (node, into) => {
    let at = control(node as Slider, into);
    into[at++] = shareOf(node as Slider);
    return at;
  },
  ProgressBar: (node, into) => {
    let at = control(node as ProgressBar, into);
    into[at++] = shareOf(node as ProgressBar);
    return at;
  },
  Sound: (node, into) => {
    const sound = node as Sound;
    let at = place(sound, into);
    into[at++] = waves.indexOf(sound.wave);
    into[at++] = playedAt(sound);
    into[at++] = sound.endFrequency;
    into[at++] = sound.volume;
    into[at++] = sound.pan;
    into[at++] = sound.attack;
    into[at++] = sound.decay;
    into[at++] = sound.sustain;
    into[at++] = sound.duration;
    into[at++] = sound.release;
    into[at++] = sound.sampleRate;
    into[at++] = sound.plays;
    into[at++] = sound.stopped ? 1 : 0;
    return at;
  },
  Path2D: (node, into) => {
    let at = place(node as Path2D, into);
    into[at++] = packedColor(node, "color");
    into[at++] = (node as Path2D).width;
    return at;
  },
};

/** What a frame says of a node beside its numbers: a text, points, cells. */
export type Extra = (node: Node) => ReturnType<FrameNode["extra"]>;

export const extras: { readonly [kind in DrawKindName]?: Extra } = {
  Polygon: (node) => flat((node as Polygon).points),
  Line: (node) => flat((node as Line).points),
  Sprite2D: (node) => (node as Sprite2D).texture,
  Label: (node) => (node as Label).text,
  PixelGrid: (node): Cells => cellsOf(node as PixelGrid),
  Drawing: (node) => strokesOf(node as Drawing),
  Area2D: (node) => flat((node as Area2D).points),
  Particles2D: (node) => particlesOf(node as Particles2D),
  TileMap: (node): Cells => {
    const { columns, rows, packed, version } = gridOf(node as TileMap);
    return { columns, rows, colors: packed, version };
  },
  Button: (node) => (node as Button).text,
  Sound: (node) => (node as Sound).samples,
  Path2D: (node) => flat(curveOf(node as Path2D).points),
};

/** x, y, x, y … */
function flat(points: readonly Vec2Like[]): Float64Array {
  const numbers = new Float64Array(points.length * 2);
  for (let i = 0; i < points.length; i++) {
    const point = points[i]!;
    numbers[2 * i] = point.x;
    numbers[2 * i + 1] = point.y;
  }
  return numbers;
}
