/**
 * Containers that put their children in a row or a column. They are laid out at the end of each tick, the inner ones first,
 * so that a box is as large as what is in it.
 */
import { engineClass } from "../classes.ts";
import { choice, color, fixed, size } from "../fields.ts";
import { inner } from "../inner.ts";
import { Label, textSize } from "../label.ts";
import { type Anchor, anchorNames, Node2D, type Node2DInit } from "../node2d.ts";
import type { Scene } from "../scene.ts";
import { Circle, inBox, Rect } from "../shapes.ts";
import { Sprite2D } from "../sprite2d.ts";
import { addSystem, always } from "../systems.ts";
import type { Vec2Like } from "../vec2.ts";
import { Control } from "./control.ts";

interface BoxInit extends Node2DInit {
  gap?: number;
  padding?: number;
  align?: "start" | "center" | "end";
  color?: string;
  cornerRadius?: number;
}
const box = {
  gap: size(8),
  padding: size(0),
  align: choice("center", ["start", "center", "end"]),
  color: color("transparent"),
  outline: color("transparent"),
  outlineWidth: size(2),
  cornerRadius: size(6),
  anchor: choice<Anchor>("topLeft", anchorNames),
  width: fixed(size(0)),
  height: fixed(size(0)),
};

/** Its visible children beside each other; as large as they are, and centred like all else. */
export class HBox extends Node2D {
  /** Pixels between two of them. */
  declare gap: number;
  /** Pixels around all of them. */
  declare padding: number;
  /** Where smaller ones stand across the row. */
  declare align: "start" | "center" | "end";
  /** Of the box behind them. */
  declare color: string;
  declare cornerRadius: number;
  constructor(init?: BoxInit) {
    super(init);
  }

  /** That of what is in it, in pixels, as of the end of the last tick. */
  declare readonly width: number;
  declare readonly height: number;
  override containsPoint(point: Vec2Like): boolean {
    return inBox(this.toLocal(point), this.width, this.height);
  }
}
engineClass(HBox, "HBox", box);

/** Its visible children below each other. */
export class VBox extends Node2D {
  /** Pixels between two of them. */
  declare gap: number;
  /** Pixels around all of them. */
  declare padding: number;
  /** Where smaller ones stand across the column. */
  declare align: "start" | "center" | "end";
  /** Of the box behind them. */
  declare color: string;
  declare cornerRadius: number;
  constructor(init?: BoxInit) {
    super(init);
  }

  /** That of what is in it, in pixels, as of the end of the last tick. */
  declare readonly width: number;
  declare readonly height: number;
  override containsPoint(point: Vec2Like): boolean {
    return inBox(this.toLocal(point), this.width, this.height);
  }
}
engineClass(VBox, "VBox", box);

function layOutAll(boxes: readonly (HBox | VBox)[], scene: Scene): void {
  // Tree order has the outer ones first.
  for (const each of boxes.toReversed()) if (inner(each).scene === scene) layOut(each);
}
addSystem<HBox | VBox>(["HBox", "VBox"], "drawing", layOutAll, always);

interface Sized {
  readonly node: Node2D;
  readonly width: number;
  readonly height: number;
}

function layOut(into: HBox | VBox): void {
  const { gap, padding } = into;
  const isRow = inner(into).info.base === "HBox";
  const items = into.children.flatMap((child) => (child instanceof Node2D && child.visible ? sized(child) : []));
  const along = items.reduce(
    (sum, item) => sum + (isRow ? item.width : item.height),
    gap * Math.max(items.length - 1, 0),
  );
  const across = Math.max(0, ...items.map((item) => (isRow ? item.height : item.width)));
  let at = -along / 2;
  for (const { node, width, height } of items) {
    const [own, ownAcross] = isRow ? [width, height] : [height, width];
    const free = (across - ownAcross) / 2;
    const side = into.align === "start" ? -free : into.align === "end" ? free : 0;
    node.anchor = "none";
    node.position = isRow ? { x: at + own / 2, y: side } : { x: side, y: at + own / 2 };
    at += own + gap;
  }
  setSize(into, "width", (isRow ? along : across) + 2 * padding);
  setSize(into, "height", (isRow ? across : along) + 2 * padding);
}

function setSize(into: HBox | VBox, name: "width" | "height", value: number): void {
  inner(into).info.fields.get(name)!.write(into, value);
}

/** What it takes in a box; what has no size of its own takes no room. */
function sized(node: Node2D): Sized {
  const { width, height } = sizeOf(node);
  return { node, width: width * Math.abs(node.scale.x), height: height * Math.abs(node.scale.y) };
}

function sizeOf(node: Node2D): { readonly width: number; readonly height: number } {
  if (node instanceof Label) return textSize(node.text, node.fontSize);
  if (node instanceof Circle) return { width: 2 * node.radius, height: 2 * node.radius };
  const hasSize = [Control, HBox, VBox, Rect, Sprite2D].some((type) => node instanceof type);
  return hasSize ? (node as Control) : { width: 0, height: 0 };
}
