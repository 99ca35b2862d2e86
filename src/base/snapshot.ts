import type { Json } from "./json.ts";

/**
 * A lossy picture of a scene, for swap, quarantine and roll-back: paths, classes, transforms, properties and plain
 * serialisable fields. It says what it could not carry.
 */
export interface Snapshot {
  readonly version: 1;
  readonly tick: number;
  readonly nextId: number;
  readonly random: readonly number[];
  readonly nodes: readonly SnapshotNode[];
  /** E.g. `Ball: #velocity is private`, one sentence each. */
  readonly notCarried: readonly string[];
}
export interface SnapshotNode {
  readonly path: string;
  readonly type: string;
  readonly id: number;
  readonly fields: { readonly [name: string]: Json };
  /** The fields that the module changed since its start: only these are brought back. Without it, all. */
  readonly changed?: readonly string[];
}
