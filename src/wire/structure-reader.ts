/**
 * The steps of `structure.ts` read back: the new list out of the old one. Whatever the bytes say, every node stands in it once,
 * below a parent that is there, or they are refused.
 */
import type { ByteReader } from "./byte-reader.ts";
import { Malformed, MAX_NODES } from "./frame-format.ts";
import type { InternReader } from "./interned.ts";
import { layouts } from "./layout.ts";
import { type Placed, Step, STEPS } from "./structure.ts";

const MAX_ID = 2 ** 32 - 1;

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
