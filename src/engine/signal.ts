/** Typed events between nodes: who is connected is called, in the order of connecting. */
import { sceneFor } from "./current.ts";
import { inner } from "./inner.ts";
import type { Node } from "./node.ts";

interface Connection<Args extends unknown[]> {
  readonly listener: (...args: Args) => void;
  readonly once: boolean;
  readonly owner: Node | null;
  /** The owner's stay in the tree at the time of connecting: it must still be that one. */
  readonly stay: number;
  open: boolean;
}

/** A typed event source. A connection with an `owner` ends when that node leaves the tree. */
export class Signal<Args extends unknown[] = []> {
  #connections: readonly Connection<Args>[] = [];

  connect(listener: (...args: Args) => void, options: { once?: boolean; owner?: Node } = {}): () => void {
    if (typeof listener !== "function")
      throw new TypeError("Cannot connect to a signal: the listener must be a function, like () => this.onHit()");
    const owner = options.owner ?? null;
    const connection: Connection<Args> = {
      listener,
      once: options.once ?? false,
      owner,
      stay: owner === null ? 0 : inner(owner).stay,
      open: true,
    };
    this.#connections = [...this.#connections.filter(isOpen), connection];
    return () => {
      connection.open = false;
    };
  }

  emit(...args: Args): void {
    // Those who connect meanwhile are not in this list yet; those who part are asked again below.
    for (const connection of this.#connections) {
      if (!isOpen(connection)) continue;
      if (connection.once) connection.open = false;
      const result: unknown = connection.listener(...args);
      if (result !== undefined) sceneFor("signals").guard.follow(result, connection.owner, "a signal's listener");
    }
  }
}

function isOpen<Args extends unknown[]>({ open, owner, stay }: Connection<Args>): boolean {
  return open && (owner === null || (inner(owner).stay === stay && !inner(owner).freed));
}
