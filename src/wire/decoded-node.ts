/**
 * A node as frames have told of it: what a page reads of it, and what the decoder keeps beside.
 *
 * Nothing here knows of bytes or of drawing.
 */
import type { DecodedCells } from "./cells.ts";
import { joinName } from "./interned.ts";
import { type ExtraField, type Layout, layouts } from "./layout.ts";

/**
 * A node, ready to be drawn. Number fields stand in the order of their kind in `schema.ts`; the first nine of every node
 * with a place are x, y, rotation, scaleX, scaleY, opacity, z, visible, anchor.
 */
export interface DecodedNode {
  readonly id: number;
  /** 0 for the root. */
  readonly parent: number;
  /** Place in `FrameDecoder.order`: tree order, parents first. */
  readonly index: number;
  /** Levels below the root. */
  readonly depth: number;
  /** Place in `drawKinds`. */
  readonly kind: number;
  readonly name: string;
  /** The class as the author named it. */
  readonly type: string;
  /** As of the last frame. */
  readonly values: readonly number[];
  /** As of the frame before it; equal to `values`, or the same, in a node that is new or did not change. Draw in between. */
  readonly previous: readonly number[];
  /** Of a Label. */
  readonly text?: string;
  /** Of a Sprite2D. */
  readonly texture?: string;
  /** Of a Polygon or Line: x, y, x, y … */
  readonly points?: Float32Array;
  /** Of a PixelGrid. */
  readonly cells?: DecodedCells;
}

export class HeldNode implements DecodedNode {
  readonly id: number;
  readonly kind: number;
  readonly type: string;
  readonly layout: Layout;
  // Plain arrays: a typed one takes several times as long to make, and a page that joins makes one a node.
  readonly values: number[];
  previous: number[];
  /** The number of the frame that it came with. */
  readonly firstFrame: number;
  parent = 0;
  index = -1;
  depth = 0;
  isTaken = false;
  text?: string;
  texture?: string;
  points?: Float32Array;
  cells?: DecodedCells;
  #stem: string;
  #number: number;

  constructor(id: number, kind: number, type: string, stem: string, number: number, frame: number) {
    const layout = layouts[kind]!;
    this.id = id;
    this.kind = kind;
    this.type = type;
    this.layout = layout;
    this.firstFrame = frame;
    this.values = this.previous = layout.initial.slice();
    this.#stem = stem;
    this.#number = number;
    if (layout.extra !== null) this.#beginExtra(layout.extra);
  }

  /** Put together when somebody asks: few names of a large scene are ever read. */
  get name(): string {
    return joinName(this.#stem, this.#number);
  }

  /** What the last frame changed is no longer on its way. */
  catchUp(): void {
    const { values, previous } = this;
    if (previous !== values) for (let i = 0; i < values.length; i++) previous[i] = values[i]!;
  }

  rename(stem: string, number: number): void {
    this.#stem = stem;
    this.#number = number;
  }

  /** What the field that is no number takes. */
  get extraBytes(): number {
    const { text, texture, points, cells } = this;
    return (
      2 * (text?.length ?? 0) + 2 * (texture?.length ?? 0) + 4 * (points?.length ?? 0) + 4 * (cells?.colors.length ?? 0)
    );
  }

  #beginExtra(extra: ExtraField): void {
    if (extra === "name") this.texture = "";
    if (extra === "text") this.text = "";
    if (extra === "points") this.points = new Float32Array(0);
    if (extra === "cells") this.cells = { columns: 0, rows: 0, colors: new Uint32Array(0), version: 0 };
  }
}
