/**
 * One module's nodes laid out for one picture: where each stands on the stage, how opaque, in which order it is drawn.
 *
 * Arrays as long as the tree are made when the tree changes; a picture then costs one pass and no allocation. It relies
 * on parents standing before their children. Drawing and pointing read the same layout, so they cannot disagree.
 */
import type { DecodedNode } from "../../wire/decoded-node.ts";
import { anchors } from "../../wire/schema.ts";
import { field, kindNumber, place as p } from "./fields.ts";
import { between, betweenAngles, isJump } from "./interpolate.ts";
import { rowOf } from "./kinds.ts";
import { type Matrices, place, stride } from "./matrix.ts";

export interface StageSize {
  readonly width: number;
  readonly height: number;
}

const camera = {
  zoom: field("Camera2D", "zoom"),
  offsetX: field("Camera2D", "offsetX"),
  offsetY: field("Camera2D", "offsetY"),
  current: field("Camera2D", "current"),
};
const cameraKind = kindNumber("Camera2D");
const placed = kindNumber("Node2D");

/** The place of the camera's matrix: what stands in the scene itself is drawn with it. */
export const SCENE = 0;
/** Place 0 of the matrices is the camera's, node `i` has place `i + 1`; one more for anchored nodes. */
const first = 1;

export class Layout {
  nodes: readonly DecodedNode[] = [];
  matrices: Matrices = new Float64Array(2 * stride);
  opacity = new Float64Array(0);
  /** Places in `nodes`, in drawing order; only what can be seen. */
  readonly order: number[] = [];

  private parents = new Int32Array(0);
  private depths = new Float64Array(0);
  private places = new Map<number, number>();

  /** After the tree changed. `nodes` in tree order. */
  setTree(nodes: readonly DecodedNode[]): void {
    this.nodes = nodes;
    this.places = new Map(nodes.map((node, i) => [node.id, i]));
    this.parents = Int32Array.from(nodes, (node) => this.places.get(node.parent) ?? -1);
    this.matrices = new Float64Array((nodes.length + 2) * stride);
    this.opacity = new Float64Array(nodes.length);
    this.depths = new Float64Array(nodes.length);
  }

  placeOf(id: number): number | undefined {
    return this.places.get(id);
  }

  /** `weight` is 0 at the previous tick and 1 at the current one. */
  update(weight: number, stage: StageSize): void {
    this.matrices.fill(0, 0, stride);
    this.matrices[0] = this.matrices[3] = 1;
    this.layNodes(weight, stage);
    if (this.aimCamera(weight, stage)) this.layNodes(weight, stage);
    this.sort();
  }

  private layNodes(weight: number, stage: StageSize): void {
    for (let i = 0; i < this.nodes.length; i++) {
      const node = this.nodes[i]!;
      const parent = this.parents[i]!;
      const from = parent < 0 ? 0 : parent + first;
      const above = parent < 0 ? 1 : this.opacity[parent]!;
      const z = parent < 0 ? 0 : this.depths[parent]!;
      if (node.kind < placed) {
        this.matrices.copyWithin((i + first) * stride, from * stride, (from + 1) * stride);
        this.opacity[i] = above;
        this.depths[i] = z;
      } else this.layNode(i, node, from, above, z, weight, stage);
    }
  }

  private layNode(
    i: number,
    { values, previous }: DecodedNode,
    from: number,
    above: number,
    z: number,
    weight: number,
    stage: StageSize,
  ): void {
    const dx = values[p.x]! - previous[p.x]!;
    const dy = values[p.y]! - previous[p.y]!;
    const moved = isJump(dx, dy) ? 1 : weight;
    place(
      this.matrices,
      i + first,
      this.matrices,
      values[p.anchor] ? this.anchorPlace(values[p.anchor]!, stage) : from,
      previous[p.x]! + dx * moved,
      previous[p.y]! + dy * moved,
      betweenAngles(previous[p.rotation]!, values[p.rotation]!, weight),
      between(previous[p.scaleX]!, values[p.scaleX]!, weight),
      between(previous[p.scaleY]!, values[p.scaleY]!, weight),
    );
    const own = Math.min(1, Math.max(0, between(previous[p.opacity]!, values[p.opacity]!, weight)));
    this.opacity[i] = values[p.visible] ? above * own : 0;
    this.depths[i] = z + values[p.z]!;
  }

  /** The spare place, filled with the stage's corner, edge or middle that `anchor` names. */
  private anchorPlace(anchor: number, { width, height }: StageSize): number {
    const spare = this.nodes.length + first;
    const name = (anchors[anchor] ?? "none").toLowerCase();
    const o = spare * stride;
    this.matrices.fill(0, o, o + stride);
    this.matrices[o] = this.matrices[o + 3] = 1;
    this.matrices[o + 4] = name.includes("left") ? 0 : name.includes("right") ? width : width / 2;
    this.matrices[o + 5] = name.startsWith("top") ? 0 : name.startsWith("bottom") ? height : height / 2;
    return spare;
  }

  /** Answers whether there is a camera that moves the picture. */
  private aimCamera(weight: number, { width, height }: StageSize): boolean {
    const i = this.nodes.findLastIndex((node) => node.kind === cameraKind && node.values[camera.current]);
    if (i < 0) return false;
    const { values, previous } = this.nodes[i]!;
    const zoom = between(previous[camera.zoom]!, values[camera.zoom]!, weight);
    const o = (i + first) * stride;
    const x = this.matrices[o + 4]! + between(previous[camera.offsetX]!, values[camera.offsetX]!, weight);
    const y = this.matrices[o + 5]! + between(previous[camera.offsetY]!, values[camera.offsetY]!, weight);
    this.matrices[0] = this.matrices[3] = zoom;
    this.matrices[4] = width / 2 - x * zoom;
    this.matrices[5] = height / 2 - y * zoom;
    return true;
  }

  private sort(): void {
    const { order } = this;
    order.length = 0;
    let sorted = true;
    for (let i = 0; i < this.nodes.length; i++) {
      const node = this.nodes[i]!;
      const row = rowOf(node);
      if (this.opacity[i]! <= 0 || !row || row.shown?.(node) === false) continue;
      const last = order.at(-1);
      if (last !== undefined && this.depths[last]! > this.depths[i]!) sorted = false;
      order.push(i);
    }
    // The sort is stable: ties keep the order of the tree.
    if (!sorted) order.sort((a, b) => this.depths[a]! - this.depths[b]!);
  }
}

export const matrixPlace = (node: number): number => node + first;
