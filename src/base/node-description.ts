import type { Json } from "./json.ts";

/** A node as the inspector shows it. */
export interface NodeDescription {
  readonly id: number;
  readonly name: string;
  /** The class as the author named it. */
  readonly type: string;
  /** The engine class it extends: a row of `schema.ts`. */
  readonly base: string;
  readonly path: string;
  readonly properties: readonly PropertyDescription[];
  readonly children: readonly NodeDescription[];
}
export interface PropertyDescription {
  readonly name: string;
  readonly value: Json;
  readonly type: "number" | "string" | "boolean" | "vector" | "json";
  /** Marked with `@property`; the others are the engine's own. */
  readonly tunable: boolean;
  /** What the module had set when the scene had started; for a node that came later, what the engine sets. */
  readonly initial: Json;
  readonly range?: readonly [number, number];
  readonly step?: number;
  readonly options?: readonly string[];
  readonly kind?: "color" | "multiline" | "angle";
  readonly group?: string;
}
