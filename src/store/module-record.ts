import type { Finding, StageReport } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";

/**
 * A module as it is kept. No JavaScript: that is made from the source, and what is loaded is gated and proven again.
 */
export interface ModuleRecord {
  readonly version: 1;
  readonly hash: Hash;
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly source: string;
  /** `static-validated`: passed the gate and was not run. */
  readonly status: "static-validated" | "verified" | "rejected";
  readonly model: string;
  readonly seed: number;
  /** What the gate and the smoke run said, warnings included. */
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
  readonly frames?: number;
  readonly stateHash?: string;
  readonly attempts: readonly {
    readonly findings: readonly Finding[];
    readonly ms: number;
    readonly cached: boolean;
  }[];
  /** The module it was edited or repaired from. */
  readonly parent?: Hash;
  /** ISO 8601. */
  readonly createdAt: string;
}

export interface ModuleSummary extends Omit<ModuleRecord, "source" | "attempts"> {}

export interface ModuleStore {
  /**
   * Keeps a module, or brings the record of one that is kept up to date. Atomic: a `kill -9` at any moment leaves the
   * old or the new state. The value is the path of the kept source.
   */
  put(record: ModuleRecord): Promise<Result<string, Problem>>;
  /** Undefined when nothing readable is kept under this hash. */
  get(hash: Hash): Promise<ModuleRecord | undefined>;
  /** Newest first. */
  list(): Promise<readonly ModuleSummary[]>;
  /** Entries that could not be read when the store was opened or since, left as they are, with the reason. */
  readonly damaged: readonly { readonly path: string; readonly reason: string }[];
  /** Where the source of a kept module is; undefined when there is none. */
  pathOf(hash: Hash): string | undefined;
  close(): void;
}
