/**
 * The engine's nodes as the frame encoder reads them: which row of the schema a node is, and its numbers in that row's
 * order. One adapter a node, kept as long as the node.
 */
import { Area2D } from "../../engine/areas/area2d.ts";
import { Camera2D, viewOf } from "../../engine/camera2d.ts";
import { packedColor } from "../../engine/classes.ts";
import { Drawing, strokesOf } from "../../engine/drawing/drawing.ts";
import { type Inner, inner } from "../../engine/inner.ts";
import { Label } from "../../engine/label.ts";
import type { Node } from "../../engine/node.ts";
import { Node2D } from "../../engine/node2d.ts";
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
import { aligns, anchors, areaShapes, ControlState, type DrawKindName, drawKinds, waves } from "../../wire/schema.ts";

/** Writes numbers one after the other. */
class Row {
  #into: Float64Array = new Float64Array(0);
  #at = 0;
  begin(into: Float64Array): this {
    this.#into = into;
    this.#at = 0;
    return this;
  }
  put(...values: readonly number[]): this {
    for (const value of values) this.#into[this.#at++] = value;
    return this;
  }
}
const row = new Row();

type Write = (node: Node, row: Row) => void;

const place = (node: Node2D, row: Row): Row => {
  const { position, scale } = node;
  row.put(position.x, position.y, node.rotation, scale.x, scale.y, node.opacity, node.z);
  return row.put(node.visible ? 1 : 0, anchors.indexOf(node.anchor));
};
const shape = (node: Circle | Rect | Polygon, row: Row): Row =>
  place(node, row).put(packedColor(node, "color"), packedColor(node, "outline"), node.outlineWidth);

const control = (node: Control, row: Row): Row => {
  const { hovered, held, focused, disabled } = node;
  const { HOVERED, HELD, FOCUSED, DISABLED } = ControlState;
  place(node, row).put(node.width, node.height, packedColor(node, "color"));
  return row.put((hovered ? HOVERED : 0) | (held ? HELD : 0) | (focused ? FOCUSED : 0) | (disabled ? DISABLED : 0));
};

const writers: Readonly<Record<DrawKindName, Write>> = {
  Node: () => {},
  Node2D: (node, row) => place(node as Node2D, row),
  Circle: (node, row) => shape(node as Circle, row).put((node as Circle).radius),
  Rect: (node, row) => {
    const { width, height, cornerRadius } = node as Rect;
    shape(node as Rect, row).put(width, height, cornerRadius);
  },
  Polygon: (node, row) => shape(node as Polygon, row),
  Line: (node, row) => {
    const line = node as Line;
    place(line, row).put(packedColor(line, "color"), line.width, line.closed ? 1 : 0);
  },
  Sprite2D: (node, row) => {
    const { width, height } = node as Sprite2D;
    place(node as Sprite2D, row).put(width, height, packedColor(node, "tint"));
  },
  Label: (node, row) => {
    const label = node as Label;
    place(label, row).put(label.fontSize, packedColor(label, "color"), aligns.indexOf(label.align));
  },
  PixelGrid: (node, row) => place(node as PixelGrid, row).put((node as PixelGrid).cellSize),
  Camera2D: (node, row) => {
    const { zoom, offsetX, offsetY, current } = viewOf(node as Camera2D);
    place(node as Camera2D, row).put(zoom, offsetX, offsetY, current ? 1 : 0);
  },
  Drawing: (node, row) => place(node as Drawing, row),
  Area2D: (node, row) => {
    const area = node as Area2D;
    place(area, row).put(packedColor(area, "color"), areaShapes.indexOf(area.shape));
    row.put(area.radius, area.width, area.height);
  },
  Particles2D: (node, row) => {
    const { startSize, endSize, local } = node as Particles2D;
    place(node as Particles2D, row).put(startSize, endSize);
    row.put(packedColor(node, "startColor"), packedColor(node, "endColor"), local ? 1 : 0);
  },
  TileMap: (node, row) => place(node as TileMap, row).put((node as TileMap).tileSize),
  Button: (node, row) => control(node as Button, row).put((node as Button).fontSize, packedColor(node, "textColor")),
  Slider: (node, row) => control(node as Slider, row).put(shareOf(node as Slider)),
  ProgressBar: (node, row) => control(node as ProgressBar, row).put(shareOf(node as ProgressBar)),
  Sound: (node, row) => {
    const sound = node as Sound;
    place(sound, row).put(waves.indexOf(sound.wave), playedAt(sound), sound.endFrequency, sound.volume, sound.pan);
    row.put(sound.attack, sound.decay, sound.sustain, sound.duration, sound.release);
    row.put(sound.sampleRate, sound.plays, sound.stopped ? 1 : 0);
  },
  Path2D: (node, row) => place(node as Path2D, row).put(packedColor(node, "color"), (node as Path2D).width),
};

const extras: { readonly [kind in DrawKindName]?: (node: Node) => ReturnType<FrameNode["extra"]> } = {
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
  for (const [index, { x, y }] of points.entries()) {
    numbers[2 * index] = x;
    numbers[2 * index + 1] = y;
  }
  return numbers;
}

/** What is drawn as another kind: it has that one's fields. */
const alias: Readonly<Record<string, DrawKindName>> = {
  HBox: "Rect",
  VBox: "Rect",
  StaticBody2D: "Area2D",
  RigidBody2D: "Area2D",
  AnimatableBody2D: "Area2D",
};
const PLACED = drawKinds.findIndex((kind) => kind.name === "Node2D");

export class NodeFrame implements FrameNode {
  readonly id: number;
  readonly kind: number;
  readonly type: string;
  readonly #node: Node;
  readonly #own: Inner;
  readonly #write: Write;
  readonly #extra: ((node: Node) => ReturnType<FrameNode["extra"]>) | undefined;

  constructor(node: Node) {
    const own = inner(node);
    const { base, name } = own.info;
    this.#node = node;
    this.#own = own;
    this.id = own.id;
    this.type = name;
    const kind = drawKinds.findIndex((one) => one.name === (alias[base] ?? base));
    // What is not drawn is a mere place on the wire, or, like a Timer, not even that.
    this.kind = kind >= 0 ? kind : node instanceof Node2D ? PLACED : 0;
    const draw = drawKinds[this.kind]!.name;
    this.#write = writers[draw];
    this.#extra = extras[draw];
  }

  get parent(): number {
    const { parent } = this.#own;
    return parent === null ? 0 : inner(parent).id;
  }
  get name(): string {
    return this.#own.name;
  }
  numbers(into: Float64Array): void {
    this.#write(this.#node, row.begin(into));
  }
  extra(): ReturnType<FrameNode["extra"]> {
    return this.#extra?.(this.#node) ?? null;
  }
}
