/** From two lists of nodes to the steps between them (`structure.ts`), so that as many nodes as can stay where they are. */
import type { ByteWriter } from "./byte-writer.ts";
import type { InternWriter } from "./interned.ts";
import { type Placed, Step, STEPS } from "./structure.ts";

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
