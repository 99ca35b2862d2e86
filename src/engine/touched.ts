import { inner } from "./inner.ts";
import type { Node } from "./node.ts";

/** Which nodes of a list may look different since this was last cleared: who shows them need not look at the others. */
export class Touched {
  /** In the list, each once, in any order; only the first `count` count. */
  readonly places: Int32Array;
  count = 0;
  readonly #nodes: readonly Node[];

  /** `nodes` stay as they are; those that were touched already are among the touched ones from the start. */
  constructor(nodes: readonly Node[]) {
    this.#nodes = nodes;
    this.places = new Int32Array(nodes.length);
    for (let place = 0; place < nodes.length; place++) {
      const own = inner(nodes[place]!);
      own.place = place;
      if (own.isTouched) this.add(place);
    }
  }

  /** For `touch` alone, which knows that the place is not there yet. */
  add(place: number): void {
    this.places[this.count++] = place;
  }

  clear(): void {
    for (let i = 0; i < this.count; i++) inner(this.#nodes[this.places[i]!]!).isTouched = false;
    this.count = 0;
  }
}
