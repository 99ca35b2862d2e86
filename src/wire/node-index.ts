import type { HeldNode } from "./decoded-node.ts";

/**
 * A decoder's nodes by id. Ids rise as nodes come, so that most are known to be new without a look, and what comes is put in
 * when somebody asks: a page that joins a large scene asks for few.
 */
export class NodeIndex {
  readonly #byId = new Map<number, HeldNode>();
  readonly #waiting: HeldNode[] = [];
  #highest = 0;

  get size(): number {
    return this.#byId.size + this.#waiting.length;
  }

  find(id: number): HeldNode | undefined {
    return id > this.#highest ? undefined : this.all.get(id);
  }

  /** One whose id is not there yet. */
  add(node: HeldNode): void {
    this.#waiting.push(node);
    if (node.id > this.#highest) this.#highest = node.id;
  }

  delete(id: number): void {
    this.all.delete(id);
  }

  get all(): Map<number, HeldNode> {
    for (const node of this.#waiting) this.#byId.set(node.id, node);
    this.#waiting.length = 0;
    return this.#byId;
  }
}
