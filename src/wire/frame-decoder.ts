/**
 * Frames read back into nodes, for the page that draws them and for tests. Knows nothing of drawing.
 *
 * What it is given came out of a process full of a module's code, by way of a server that may be anybody's: any bytes give
 * a change or a sentence, never an exception, and never more memory than the caps of `frame-format.ts` (65,536 nodes, 32 MB
 * of text, points and cells). After an error it takes nothing but a keyframe; until then the nodes are as far as it came.
 */
import { err, ok, type Result } from "../base/result.ts";
import { ByteReader } from "./byte-reader.ts";
import { readCells } from "./cells.ts";
import { type DecodedNode, HeldNode } from "./decoded-node.ts";
import { Flag, Malformed, MAX_EXTRA_BYTES, MAX_FRAME_BYTES, MAX_TEXT_BYTES, VERSION_MASK } from "./frame-format.ts";
import { InternReader } from "./interned.ts";
import { Column, type Layout } from "./layout.ts";
import { MaskRing, readPlainRuns, readRuns, type Runs } from "./runs.ts";
import { FRAME_VERSION } from "./schema.ts";
import { readStructure } from "./structure-reader.ts";

/** One thing may grow before another shrinks within a frame, so this is twice what a scene may have. */
const MOST_EXTRA_BYTES = 2 * MAX_EXTRA_BYTES;

export interface FrameChange {
  readonly tick: number;
  readonly keyframe: boolean;
  /** Nodes came, went, moved in the tree or were renamed: what shows the tree must be made again. */
  readonly structure: boolean;
}

export class FrameDecoder {
  #tick = 0;
  #byId = new Map<number, HeldNode>();
  #order: HeldNode[] = [];
  /** Came with the last frame. */
  #added: HeldNode[] = [];
  /** Whose `previous` values are those of the frame before the last one. */
  #behind: "nobody" | "runs" | "everybody" = "nobody";
  readonly #input = new ByteReader();
  readonly #interned = new InternReader();
  readonly #ring = new MaskRing();
  readonly #runs: Runs = [];
  #extraBytes = 0;
  #needsKeyframe = true;

  /** The tick of the last frame. Ticks without one changed nothing. */
  get tick(): number {
    return this.#tick;
  }
  /** By id. The map and its nodes are the decoder's own: the next frame changes them. */
  get nodes(): ReadonlyMap<number, DecodedNode> {
    return this.#byId;
  }
  /** In tree order. */
  get order(): readonly DecodedNode[] {
    return this.#order;
  }

  /** A sentence says why bytes are no frame; ask for a keyframe then. No bytes at all are a frame that changes nothing. */
  apply(bytes: Uint8Array): Result<FrameChange, string> {
    this.#catchUp();
    if (bytes.length === 0) return ok({ tick: this.#tick, keyframe: false, structure: false });
    try {
      return ok(this.#read(bytes));
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.#needsKeyframe = true;
      this.#behind = "everybody";
      this.#byId = new Map(this.#order.map((node) => [node.id, node]));
      return err(`Cannot decode the frame of ${bytes.length} bytes: ${error.message}.`);
    } finally {
      this.#input.close();
    }
  }

  /** What the last frame changed is no longer on its way. */
  #catchUp(): void {
    if (this.#behind === "everybody") for (const node of this.#order) node.previous.set(node.values);
    if (this.#behind === "runs") this.#catchUpRuns();
    this.#behind = "nobody";
    for (const node of this.#added) node.isNew = false;
    if (this.#added.length > 0) this.#added = [];
  }

  #catchUpRuns(): void {
    const runs = this.#runs;
    for (let r = 0; r < runs.length; r += 3) {
      const end = runs[r]! + runs[r + 1]!;
      for (let i = runs[r]!; i < end; i++) {
        const { previous, values } = this.#order[i]!;
        if (previous === values) continue;
        for (let field = 0, rest = runs[r + 2]!; rest !== 0; field++, rest >>>= 1)
          if (rest & 1) previous[field] = values[field]!;
      }
    }
  }

  #read(bytes: Uint8Array): FrameChange {
    if (bytes.length > MAX_FRAME_BYTES) throw new Malformed(`it is longer than ${MAX_FRAME_BYTES} bytes`);
    const input = this.#input.open(bytes);
    const head = input.u8();
    if ((head & VERSION_MASK) !== FRAME_VERSION)
      throw new Malformed(`its version is ${head & VERSION_MASK}, this decoder's ${FRAME_VERSION}`);
    const keyframe = (head & Flag.KEYFRAME) !== 0;
    if (keyframe) this.#readKeyframe(input);
    else this.#readDelta(input, head);
    if (input.left > 0) throw new Malformed(`${input.left} bytes are left over`);
    return {
      tick: this.#tick,
      keyframe,
      structure: keyframe || (head & Flag.STRUCTURE) !== 0,
    };
  }

  #readDelta(input: ByteReader, head: number): void {
    if (this.#needsKeyframe) throw new Malformed("it builds on a keyframe that is missing");
    this.#tick = head & Flag.LONG_TICK ? input.varint() : this.#tick + ((input.u8() - this.#tick) & 0xff);
    if (head & Flag.STRUCTURE) this.#readStructure(input);
    if ((head & Flag.SAME_RUNS) === 0) readRuns(input, this.#order.length, this.#ring, this.#runs);
    this.#readColumns(input, this.#runs);
    this.#behind = "runs";
  }

  #readKeyframe(input: ByteReader): void {
    const before = this.#byId;
    this.#byId = new Map();
    this.#order = [];
    this.#extraBytes = 0;
    this.#tick = input.varint();
    this.#interned.readAll(input);
    this.#readStructure(input);
    const runs: Runs = [];
    readRuns(input, this.#order.length, new MaskRing(), runs);
    this.#readColumns(input, runs);
    this.#ring.read(input);
    readPlainRuns(input, this.#order.length, this.#runs);
    // A node that was there moves on from where it was seen.
    if (before.size > 0)
      for (const node of this.#order) {
        const seen = before.get(node.id);
        if (seen?.kind === node.kind) node.previous = seen.values;
      }
    this.#behind = "everybody";
    this.#needsKeyframe = false;
  }

  #readStructure(input: ByteReader): void {
    const added = this.#added;
    this.#order = readStructure<HeldNode>(input, this.#interned, {
      old: this.#order,
      find: (id) => this.#byId.get(id),
      add: (id, kind, type, stem, number) => {
        const node = new HeldNode(id, kind, type, stem, number);
        added.push(node);
        this.#byId.set(id, node);
        return node;
      },
      rename: (node, stem, number) => node.rename(stem, number),
    });
    this.#settle();
  }

  /** Places, parents, and what is no longer there. */
  #settle(): void {
    const ancestors: number[] = [];
    const order = this.#order;
    for (let index = 0; index < order.length; index++) {
      const node = order[index]!;
      node.index = index;
      node.isTaken = false;
      node.parent = node.depth > 0 ? ancestors[node.depth - 1]! : 0;
      ancestors[node.depth] = node.id;
    }
    if (this.#byId.size === this.#order.length) return;
    for (const node of this.#byId.values()) {
      if (this.#order[node.index] === node) continue;
      this.#byId.delete(node.id);
      this.#extraBytes -= node.extraBytes;
    }
  }

  #readColumns(input: ByteReader, runs: Runs): void {
    for (let r = 0; r < runs.length; r += 3) {
      const start = runs[r]!;
      const end = start + runs[r + 1]!;
      const mask = runs[r + 2]!;
      if (end - start === 1) {
        this.#readNode(input, start, mask);
        continue;
      }
      const layout = this.#beginRun(start, end, mask);
      for (let field = 0, rest = mask; rest !== 0; field++, rest >>>= 1) {
        if ((rest & 1) === 0) continue;
        if (layout?.columns[field] === Column.F32) this.#readFloats(input, start, end, field);
        else this.#readColumn(input, start, end, field);
      }
    }
  }

  /** A run of one, which scattered nodes make many of. */
  #readNode(input: ByteReader, place: number, mask: number): void {
    this.#beginRun(place, place + 1, mask);
    const { layout, values } = this.#order[place]!;
    for (let field = 0, rest = mask; rest !== 0; field++, rest >>>= 1) {
      if ((rest & 1) === 0) continue;
      if (layout.columns[field] === Column.F32) values[field] = input.f32();
      else this.#readColumn(input, place, place + 1, field);
    }
  }

  /** Whether there is what the run speaks of; and the layout of its nodes, if they have one. */
  #beginRun(start: number, end: number, mask: number): Layout | undefined {
    const order = this.#order;
    // Runs of an earlier frame may be longer than the list is now.
    if (end > order.length) throw new Malformed("a run goes beyond the last node");
    const { layout } = order[start]!;
    let isOne = true;
    for (let i = start; i < end; i++) {
      const node = order[i]!;
      if ((mask & ~node.layout.mask) !== 0) throw new Malformed(`node ${node.id} has no field of a run`);
      isOne &&= node.layout === layout;
      if (node.previous === node.values && !node.isNew) node.previous = new Float64Array(node.values);
    }
    return isOne ? layout : undefined;
  }

  /** A column of nearly every frame. */
  #readFloats(input: ByteReader, start: number, end: number, field: number): void {
    const order = this.#order;
    let at = input.skip(4 * (end - start));
    const { view } = input;
    for (let i = start; i < end; i++, at += 4) order[i]!.values[field] = view.getFloat32(at, true);
  }

  #readColumn(input: ByteReader, start: number, end: number, field: number): void {
    for (let i = start; i < end; i++) {
      const node = this.#order[i]!;
      switch (node.layout.columns[field]) {
        case Column.F32:
          node.values[field] = input.f32();
          break;
        case Column.RGBA:
          node.values[field] = input.u32();
          break;
        case Column.U8:
          node.values[field] = input.u8();
          break;
        default:
          this.#readExtra(input, node);
      }
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

function readPoints(input: ByteReader): Float32Array {
  const count = input.bounded(input.left / 4, "the number of coordinates");
  const points = new Float32Array(count);
  for (let i = 0; i < count; i++) points[i] = input.f32();
  return points;
}
