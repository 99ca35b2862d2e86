/**
 * The columns of a frame read into the nodes: run by run, field by field. Bytes that speak of nodes or fields which are not
 * there, or of more text, points and cells than any scene has, are refused.
 */
import type { ByteReader } from "./byte-reader.ts";
import { readCells } from "./cells.ts";
import type { HeldNode } from "./decoded-node.ts";
import { Malformed, MAX_EXTRA_BYTES, MAX_TEXT_BYTES } from "./frame-format.ts";
import type { InternReader } from "./interned.ts";
import { Column, type Layout } from "./layout.ts";
import type { Runs } from "./runs.ts";

/** One thing may grow before another shrinks within a frame, so this is twice what a scene may have. */
const MOST_EXTRA_BYTES = 2 * MAX_EXTRA_BYTES;

export class ColumnsReader {
  readonly #interned: InternReader;
  /** Of text, points and cells in the nodes that are there. */
  #extraBytes = 0;

  constructor(interned: InternReader) {
    this.#interned = interned;
  }

  /** What follows is read into other nodes. */
  clear(): void {
    this.#extraBytes = 0;
  }

  /** The node is no longer there. */
  forget(node: HeldNode): void {
    this.#extraBytes -= node.extraBytes;
  }

  /** `order` is the nodes in tree order; those that came with this frame have its number as their first. */
  read(input: ByteReader, order: readonly HeldNode[], runs: Runs, frame: number): void {
    for (let r = 0; r < runs.length; r += 3) {
      const start = runs[r]!;
      const end = start + runs[r + 1]!;
      const mask = runs[r + 2]!;
      if (end - start === 1) {
        this.#readOne(input, order, start, mask, frame);
        continue;
      }
      const layout = beginRun(order, start, end, mask, frame);
      for (let field = 0, rest = mask; rest !== 0; field++, rest >>>= 1) {
        if ((rest & 1) === 0) continue;
        if (layout?.columns[field] === Column.F32) readFloats(input, order, start, end, field);
        else for (let i = start; i < end; i++) this.#readField(input, order[i]!, field);
      }
    }
  }

  /** A run of one, which scattered nodes make many of. */
  #readOne(input: ByteReader, order: readonly HeldNode[], place: number, mask: number, frame: number): void {
    if (place >= order.length) throw beyondLast();
    const node = order[place]!;
    beginNode(node, mask, frame);
    const { values } = node;
    const { floats } = node.layout;
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      const field = 31 - Math.clz32(bit);
      if ((floats & bit) !== 0) values[field] = input.f32();
      else this.#readField(input, node, field);
    }
  }

  #readField(input: ByteReader, node: HeldNode, field: number): void {
    switch (node.layout.columns[field]) {
      case Column.F32:
        node.values[field] = input.f32();
        return;
      case Column.RGBA:
        node.values[field] = input.u32();
        return;
      case Column.U8:
        node.values[field] = input.u8();
        return;
      default:
        this.#readExtra(input, node);
    }
  }

  #readExtra(input: ByteReader, node: HeldNode): void {
    const before = node.extraBytes;
    const room = MOST_EXTRA_BYTES - this.#extraBytes;
    switch (node.layout.extra) {
      case "name":
        node.texture = this.#interned.read(input);
        break;
      case "text":
        node.text = input.text(MAX_TEXT_BYTES);
        break;
      case "points":
        node.points = readPoints(input);
        break;
      case "cells":
        node.cells = readCells(input, node.cells ?? null, room);
        break;
    }
    this.#extraBytes += node.extraBytes - before;
    if (this.#extraBytes > MOST_EXTRA_BYTES) throw new Malformed(`it holds more than ${MOST_EXTRA_BYTES} bytes`);
  }
}

/** Checks that there is what the run speaks of; answers the layout of its nodes, if they have one. */
function beginRun(
  order: readonly HeldNode[],
  start: number,
  end: number,
  mask: number,
  frame: number,
): Layout | undefined {
  // Runs of an earlier frame may be longer than the list is now.
  if (end > order.length) throw beyondLast();
  const { layout } = order[start]!;
  let isOne = true;
  for (let i = start; i < end; i++) {
    const node = order[i]!;
    beginNode(node, mask, frame);
    isOne &&= node.layout === layout;
  }
  return isOne ? layout : undefined;
}

const beyondLast = (): Malformed => new Malformed("a run goes beyond the last node");

function beginNode(node: HeldNode, mask: number, frame: number): void {
  if ((mask & ~node.layout.mask) !== 0) throw new Malformed(`node ${node.id} has no field of a run`);
  if (node.previous === node.values && node.firstFrame !== frame) node.previous = node.values.slice();
}

/** A column of nearly every frame. */
function readFloats(input: ByteReader, order: readonly HeldNode[], start: number, end: number, field: number): void {
  let at = input.skip(4 * (end - start));
  const { view } = input;
  for (let i = start; i < end; i++, at += 4) order[i]!.values[field] = view.getFloat32(at, true);
}

function readPoints(input: ByteReader): Float32Array {
  const count = input.bounded(input.left / 4, "the number of coordinates");
  const points = new Float32Array(count);
  for (let i = 0; i < count; i++) points[i] = input.f32();
  return points;
}
