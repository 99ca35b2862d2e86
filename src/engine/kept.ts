/**
 * What nodes of a class keep beside their fields (the cells of a grid): part of the state and of snapshots, under a name that
 * no field of the author's could have.
 */
import type { Json } from "../base/json.ts";
import type { Node } from "./node.ts";

export interface Kept {
  readonly name: string;
  readonly read: (node: Node) => Json;
  /** Takes what `read` gave, of this or an older version of the module: what does not fit is left out. */
  readonly write: (node: Node, value: Json) => void;
  /** What a swap cannot carry over, as the end of a sentence; null when nothing is lost. */
  readonly lost: (node: Node) => string | null;
}

const byBase = new Map<string, Kept>();

export function keep<T extends Node>(
  base: string,
  name: string,
  read: (node: T) => Json,
  write: (node: T, value: Json) => void,
  lost: (node: T) => string | null = () => null,
): void {
  byBase.set(base, { name: `${base}.${name}`, read, write, lost } as unknown as Kept);
}

export const keptOf = (base: string): Kept | undefined => byBase.get(base);

/** Numbers as count, number, count, number …: grids are mostly of few. */
export function runs(numbers: Iterable<number>): number[] {
  const list: number[] = [];
  for (const number of numbers) {
    if (list.length > 0 && list.at(-1) === number) list[list.length - 2]!++;
    else list.push(1, number);
  }
  return list;
}

/** At most `most` numbers. */
export function unrun(list: Json, most: number): number[] {
  const numbers: number[] = [];
  if (!Array.isArray(list)) return numbers;
  for (let index = 0; index + 1 < list.length; index += 2)
    for (let count = Math.min(Number(list[index]), most - numbers.length); count > 0; count--)
      numbers.push(Number(list[index + 1]));
  return numbers;
}
