/** What several nodes know together: values by name, and who is told when one changes. */
import { isRecord, type Json } from "../../base/json.ts";
import { engineClass } from "../classes.ts";
import { keep } from "../kept.ts";
import { Node, type NodeInit } from "../node.ts";
import { Signal } from "../signal.ts";
import { decode, encode } from "../values.ts";

let boardOf: (node: Blackboard) => Map<string, unknown>;

/** A place for values that several nodes share. Plain values are kept over a swap; nodes and functions are not. */
export class Blackboard extends Node {
  readonly changed: Signal<[key: string, value: unknown]>;
  readonly #values = new Map<string, unknown>();

  constructor(init?: NodeInit) {
    super(init);
    this.changed = new Signal();
  }

  get<T = unknown>(key: string): T | undefined {
    return this.#values.get(key) as T | undefined;
  }
  /** Tells `changed`, unless it is the same value already. */
  set(key: string, value: unknown): void {
    if (this.#values.has(key) && Object.is(this.#values.get(key), value)) return;
    this.#values.set(key, value);
    this.changed.emit(key, value);
  }
  has(key: string): boolean {
    return this.#values.has(key);
  }
  /** Tells `changed` with `undefined`. */
  delete(key: string): void {
    if (this.#values.delete(key)) this.changed.emit(key, undefined);
  }
  /** In the order in which they were first set. */
  keys(): string[] {
    return [...this.#values.keys()];
  }

  static {
    boardOf = (node) => node.#values;
  }
}
engineClass(Blackboard, "Blackboard", {});

keep<Blackboard>(
  "Blackboard",
  "values",
  (node) => {
    const plain = [...boardOf(node)].map(([key, value]) => [key, encode(value)] as const);
    return Object.fromEntries(plain.filter((pair): pair is [string, Json] => pair[1] !== undefined));
  },
  (node, values) => {
    if (isRecord(values))
      for (const [key, value] of Object.entries(values)) boardOf(node).set(key, decode(value as Json));
  },
  (node) => {
    const lost = [...boardOf(node)].find(([, value]) => encode(value) === undefined);
    return lost === undefined ? null : `"${lost[0]}" holds what has no plain form, like a node`;
  },
);
