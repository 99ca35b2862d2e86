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
  /** Of the name, as `splitName` has it. */
  stem: string;
  number: number;
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
    this.#writeName(node);
  }

  #rename(next: readonly Successor[]): void {
    for (const node of next) {
      if (!node.renamed) continue;
      this.#out.varint(Step.RENAME);
      this.#out.varint(node.id);
      this.#writeName(node);
    }
  }

  #writeName({ stem, number }: Described): void {
    this.#interned.write(this.#out, stem, this.#learn);
    this.#out.varint(number);
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

/** A node in a list that is being read. */
export interface Listed extends Placed {
  /** Whether the new list has it already; false in a list that stands. */
  isTaken: boolean;
}

/** What the decoder does with the steps, told node by node. */
export interface Rebuild<T extends Listed> {
  readonly old: readonly T[];
  find(id: number): T | undefined;
  /** Names come in two parts: `joinName` makes them one. */
  add(id: number, kind: number, type: string, stem: string, number: number): T;
  rename(node: T, stem: string, number: number): void;
}

/** The new list, with depths; every node in it once, and taken. Throws `Malformed`. */
export function readStructure<T extends Listed>(input: ByteReader, interned: InternReader, to: Rebuild<T>): T[] {
  return new StructureReader(input, interned, to).read();
}

class StructureReader<T extends Listed> {
  readonly #input: ByteReader;
  readonly #interned: InternReader;
  readonly #to: Rebuild<T>;
  readonly #next: T[] = [];
  /** Of a child of the last node. */
  #deepest = 0;
  /** In the old list: what lies before it was kept or dropped. */
  #cursor = 0;
  #lastId = 0;

  constructor(input: ByteReader, interned: InternReader, to: Rebuild<T>) {
    this.#input = input;
    this.#interned = interned;
    this.#to = to;
  }

  read(): T[] {
    for (let word = this.#input.varint(); word !== 0; word = this.#input.varint())
      this.#step(word % STEPS, Math.floor(word / STEPS));
    this.#keep(this.#to.old.length - this.#cursor);
    return this.#next;
  }

  #step(step: number, count: number): void {
    switch (step) {
      case Step.KEEP:
        return this.#keep(count);
      case Step.DROP:
        this.#pass(count);
        return;
      case Step.ADD:
        return this.#put(this.#added(), this.#deepest - count);
      case Step.PLACE:
        return this.#put(this.#known(), this.#deepest - count);
      case Step.RENAME:
        return this.#to.rename(this.#known(), this.#interned.read(this.#input), this.#input.varint());
      default:
        throw new Malformed(`it takes step ${step}, which is unknown`);
    }
  }

  #keep(count: number): void {
    const { old } = this.#to;
    for (let i = this.#pass(count); i < this.#cursor; i++) this.#put(old[i]!, old[i]!.depth);
  }

  /** Moves the cursor on and answers where it was. */
  #pass(count: number): number {
    const from = this.#cursor;
    if (count > this.#to.old.length - from) throw new Malformed("it counts more nodes than there are");
    this.#cursor += count;
    return from;
  }

  #put(node: T, depth: number): void {
    if (node.isTaken) throw new Malformed(`node ${node.id} stands in two places`);
    if (depth < 0 || depth > this.#deepest) throw new Malformed(`node ${node.id} has no parent`);
    if (this.#next.length >= MAX_NODES) throw new Malformed(`it has more than ${MAX_NODES} nodes`);
    node.depth = depth;
    node.isTaken = true;
    this.#deepest = depth + 1;
    this.#next.push(node);
  }

  #known(): T {
    const id = this.#input.varint();
    const node = this.#to.find(id);
    if (!node) throw new Malformed(`it names node ${id}, which is not there`);
    return node;
  }

  #added(): T {
    const id = this.#lastId + 1 + this.#input.zigzag();
    const kind = this.#input.u8();
    if (id < 1 || id > MAX_ID || this.#to.find(id)) throw new Malformed(`it adds node ${id}, which cannot be new`);
    if (kind >= layouts.length) throw new Malformed(`node ${id} is of kind ${kind}, which is unknown`);
    this.#lastId = id;
    const type = this.#interned.read(this.#input);
    return this.#to.add(id, kind, type, this.#interned.read(this.#input), this.#input.varint());
  }
}
