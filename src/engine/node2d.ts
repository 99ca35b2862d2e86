/** A node with a place: its transform, and what follows from those of its parents. */
import { engineClass } from "./classes.ts";
import { sceneFor } from "./current.ts";
import { bounded, choice, finite, flag, number, placeField, vector } from "./fields.ts";
import { inner } from "./inner.ts";
import { apply, compose, identity, invert, type Matrix, transform } from "./matrix.ts";
import { Node, type NodeInit } from "./node.ts";
import { Place } from "./place.ts";
import { Vec2, type Vec2Like } from "./vec2.ts";

export interface Node2DInit extends NodeInit {
  position?: Vec2Like;
  x?: number;
  y?: number;
  rotation?: number;
  scale?: Vec2Like | number;
  visible?: boolean;
  opacity?: number;
  z?: number;
  anchor?: Anchor;
}
export type Anchor =
  "none" | "topLeft" | "top" | "topRight" | "left" | "center" | "right" | "bottomLeft" | "bottom" | "bottomRight";

/** Where on the screen each anchor is, in shares of its size. */
const anchorShares: Readonly<Record<Anchor, readonly [across: number, down: number]>> = {
  none: [0, 0],
  topLeft: [0, 0],
  top: [0.5, 0],
  topRight: [1, 0],
  left: [0, 0.5],
  center: [0.5, 0.5],
  right: [1, 0.5],
  bottomLeft: [0, 1],
  bottom: [0.5, 1],
  bottomRight: [1, 1],
};

export const anchorNames = Object.keys(anchorShares) as Anchor[];

/** A node with a place. */
export class Node2D extends Node {
  constructor(init?: Node2DInit) {
    super(init);
  }

  get position(): Vec2 {
    return (inner(this).position ??= new Place(this, "position", 0));
  }
  set position(value: Vec2Like) {
    const { x, y } = vector(value, this, "position");
    this.position.set(x, y);
  }
  /** The same number as `position.x`. */
  get x(): number {
    return this.position.x;
  }
  set x(value: number) {
    this.position.x = value;
  }
  get y(): number {
    return this.position.y;
  }
  set y(value: number) {
    this.position.y = value;
  }
  get scale(): Vec2 {
    return (inner(this).scale ??= new Place(this, "scale", 1));
  }
  set scale(value: Vec2Like | number) {
    const { x, y } =
      typeof value === "number" ? { x: finite(value, this, "scale"), y: value } : vector(value, this, "scale");
    this.scale.set(x, y);
  }

  declare rotation: number;
  declare visible: boolean;
  /** 0 to 1, multiplied down the tree. */
  declare opacity: number;
  /** Higher is drawn later; ties follow tree order. */
  declare z: number;
  /** Pins the node to a place on the screen, `position` being the offset from it. */
  declare anchor: Anchor;

  get globalPosition(): Vec2 {
    const [, , , , x, y] = globalMatrix(this);
    return new Vec2(x, y);
  }
  get globalRotation(): number {
    let sum = 0;
    for (let at: Node | null = this; at !== null; at = at.parent) if (at instanceof Node2D) sum += at.rotation;
    return sum;
  }

  translate(offset: Vec2Like): void {
    this.position = this.position.add(offset);
  }
  lookAt(target: Vec2Like): void {
    const above = this.globalRotation - this.rotation;
    const here = this.globalPosition;
    if (target.x !== here.x || target.y !== here.y)
      this.rotation = Math.atan2(target.y - here.y, target.x - here.x) - above;
  }
  toLocal(point: Vec2Like): Vec2 {
    return apply(invert(globalMatrix(this)), point);
  }
  toGlobal(point: Vec2Like): Vec2 {
    return apply(globalMatrix(this), point);
  }
  /** Whether a point of the scene lies in the node's own shape; a plain Node2D has none. */
  containsPoint(_point: Vec2Like): boolean {
    return false;
  }
}
engineClass(
  Node2D,
  "Node2D",
  {
    position: placeField(0),
    rotation: number(0, { kind: "angle" }),
    scale: placeField(1),
    visible: flag(true),
    opacity: bounded(1, 0, 1),
    z: number(0),
    anchor: choice<Anchor>("none", anchorNames),
  },
  ["x", "y"],
);

/** From the node's own coordinates to the scene's. Nodes without a place pass their parent's on. */
export function globalMatrix(node: Node2D): Matrix {
  let matrix = identity;
  for (let at: Node | null = node; at !== null; at = at.parent) {
    if (!(at instanceof Node2D)) continue;
    matrix = compose(transform(at.x, at.y, at.rotation, at.scale.x, at.scale.y), matrix);
    // What is pinned to the screen has no parents there.
    if (at.anchor !== "none") return compose(anchorMatrix(at.anchor), matrix);
  }
  return matrix;
}

function anchorMatrix(anchor: Anchor): Matrix {
  const scene = sceneFor("anchors");
  const [across, down] = anchorShares[anchor];
  const corner = scene.fromScreen({ x: across * scene.width, y: down * scene.height });
  return transform(corner.x, corner.y, 0, 1 / scene.lens.zoom, 1 / scene.lens.zoom);
}
