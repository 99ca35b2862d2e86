/**
 * How the list of nodes changed: what came, went, moved and was renamed, as steps that turn the old list, in tree order,
 * into the new one. Parents follow from depths, so that no bytes can name a parent that is not there.
 *
 * A step is a number, `8 × n + step`: keep or drop the next n nodes of the old list; add a node; place one that is dropped
 * elsewhere; rename one. 0 ends, and keeps the rest of the old list. Where a node is added or placed, n says how many
 * levels above a child of the node before it it stands.
 */
import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { Malformed, MAX_NODES } from "./frame-format.ts";
import type { InternReader, InternWriter } from "./interned.ts";
import { layouts } from "./layout.ts";

const Step = { KEEP: 1, DROP: 2, ADD: 3, PLACE: 4, RENAME: 5 } as const;
const STEPS = 8;
const MAX_ID = 2 ** 32 - 1;

/** What both sides know of a node's place. */
export interface Placed {
  readonly id: number;
  depth: number;
}
export interface Described extends Placed {
  readonly kind: number;
  readonly type: string;
  name: string;
}
/** One that is in the old list too has its place there and its depth there; others have -1. */
export interface Successor extends Described {
  oldIndex: number;
  oldDepth: number;
  renamed: boolean;
}

export class StructureWriter {
  readonly #out: ByteWriter;
  readonly #interned: InternWriter;
  readonly #learn: boolean;
  /** Highest id so far: new ids are mostly the next one. */
  #lastId = 0;

  constructor(out: ByteWriter, interned: InternWriter, learn: boolean) {
    this.#out = out;
    this.#interned = interned;
    this.#learn = learn;
  }

  write(next: readonly Successor[], oldCount: number): void {
    const kept = keptNodes(next);
    let cursor = 0;
    let depthBefore = -1;
    for (let i = 0; i < next.length;) {
      const node = next[i]!;
      if (kept[i]) {
        this.#step(Step.DROP, node.oldIndex - cursor);
        const from = i;
        cursor = node.oldIndex;
        while (i < next.length && kept[i] && next[i]!.oldIndex === cursor) {
          cursor++;
          i++;
        }
        if (!(i === next.length && cursor === oldCount)) this.#step(Step.KEEP, i - from);
      } else {
        const up = depthBefore + 1 - node.depth;
        if (node.oldIndex < 0) this.#add(node, up);
        else this.#place(node, up);
        i++;
      }
      depthBefore = next[i - 1]!.depth;
    }
    this.#step(Step.DROP, oldCount - cursor);
    this.#rename(next);
    this.#out.varint(0);
  }

  /** Every node as one that is added. */
  writeAll(nodes: readonly Described[]): void {
    let depthBefore = -1;
    for (const node of nodes) {
      this.#add(node, depthBefore + 1 - node.depth);
      depthBefore = node.depth;
    }
    this.#out.varint(0);
  }

  #place(node: Described, up: number): void {
    this.#out.varint(up * STEPS + Step.PLACE);
    this.#out.varint(node.id);
  }

  #add(node: Described, up: number): void {
    const out = this.#out;
    out.varint(up * STEPS + Step.ADD);
    out.zigzag(node.id - this.#lastId - 1);
    this.#lastId = node.id;
    out.u8(node.kind);
    this.#interned.write(out, node.type, this.#learn);
    this.#interned.writeName(out, node.name, this.#learn);
  }

  #rename(next: readonly Successor[]): void {
    for (const node of next) {
      if (!node.renamed) continue;
      this.#out.varint(Step.RENAME);
      this.#out.varint(node.id);
      this.#interned.writeName(this.#out, node.name, this.#learn);
    }
  }

  #step(step: number, count: number): void {
    if (count > 0) this.#out.varint(count * STEPS + step);
  }
}

/** The most nodes that can stay where they are: the longest rising sequence of old places among unchanged depths. */
function keptNodes(next: readonly Successor[]): Uint8Array {
  const kept = new Uint8Array(next.length);
  // `ends[k]` is the node that ends the best sequence of length k + 1; `before` links each to its predecessor.
  const ends: number[] = [];
  const before = new Int32Array(next.length);
  for (let i = 0; i < next.length; i++) {
    const node = next[i]!;
    if (node.oldIndex < 0 || node.oldDepth !== node.depth) continue;
    const length = firstNotBelow(ends, next, node.oldIndex);
    before[i] = length > 0 ? ends[length - 1]! : -1;
    ends[length] = i;
  }
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) kept[i] = 1;
  return kept;
}

function firstNotBelow(ends: readonly number[], next: readonly Successor[], oldIndex: number): number {
  let low = 0;
  let high = ends.length;
  // Nearly always it goes to the end.
  if (high > 0 && next[ends[high - 1]!]!.oldIndex < oldIndex) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (next[ends[middle]!]!.oldIndex < oldIndex) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What the decoder does with the steps, told node by node. */
export interface Rebuild<T extends Placed> {
  readonly old: readonly T[];
  find(id: number): T | undefined;
  add(id: number, kind: number, type: string, name: string): T;
  rename(node: T, name: string): void;
}

/** The new list, with depths; every node in it once. Throws `Malformed`. */
export function readStructure<T extends Placed>(input: ByteReader, interned: InternReader, to: Rebuild<T>): T[] {
  const next: T[] = [];
  const taken = new Set<T>();
  let cursor = 0;
  let lastId = 0;
  const put = (node: T, depth: number): void => {
    if (taken.has(node)) throw new Malformed(`node ${node.id} stands in two places`);
    const depthBefore = next.at(-1)?.depth ?? -1;
    if (depth > depthBefore + 1 || depth < 0) throw new Malformed(`node ${node.id} has no parent`);
    if (next.length >= MAX_NODES) throw new Malformed(`it has more than ${MAX_NODES} nodes`);
    node.depth = depth;
    taken.add(node);
    next.push(node);
  };
  const keep = (count: number): void => {
    if (count > to.old.length - cursor) throw new Malformed("it keeps more nodes than there are");
    for (const end = cursor + count; cursor < end; cursor++) put(to.old[cursor]!, to.old[cursor]!.depth);
  };
  const known = (): T => {
    const id = input.varint();
    const node = to.find(id);
    if (!node) throw new Malformed(`it names node ${id}, which is not there`);
    return node;
  };

  for (;;) {
    const word = input.varint();
    if (word === 0) break;
    const count = Math.floor(word / STEPS);
    const depth = (next.at(-1)?.depth ?? -1) + 1 - count;
    switch (word % STEPS) {
      case Step.KEEP:
        keep(count);
        break;
      case Step.DROP:
        if (count > to.old.length - cursor) throw new Malformed("it drops more nodes than there are");
        cursor += count;
        break;
      case Step.ADD: {
        const id = lastId + 1 + input.zigzag();
        const kind = input.u8();
        if (id < 1 || id > MAX_ID || to.find(id)) throw new Malformed(`it adds node ${id}, which cannot be new`);
        if (kind >= layouts.length) throw new Malformed(`node ${id} is of kind ${kind}, which is unknown`);
        lastId = id;
        put(to.add(id, kind, interned.read(input), interned.readName(input)), depth);
        break;
      }
      case Step.PLACE:
        put(known(), depth);
        break;
      case Step.RENAME:
        to.rename(known(), interned.readName(input));
        break;
      default:
        throw new Malformed(`it takes step ${word % STEPS}, which is unknown`);
    }
  }
  keep(to.old.length - cursor);
  return next;
}
