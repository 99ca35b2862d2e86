import type { Finding, StageReport } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { KindName } from "../kinds/kind.ts";
import type { Permissions } from "../permission/permissions.ts";
import type { Checked } from "./checked.ts";

/** What the gate says about a text. `checked` is there exactly when no finding is an error. */
export interface GateReport {
  readonly kind: KindName;
  /** From the syntax tree, else from the file's stem or the description. */
  readonly name: string;
  readonly hash: Hash;
  readonly findings: readonly Finding[];
  readonly stages: readonly StageReport[];
  readonly permissions: Permissions;
  readonly checked?: Checked;
}

export interface GateOptions {
  /** The file's path, for the name of an anonymous module. */
  readonly file?: string;
  /** What a person asked for, for the name where there is neither class name nor file. */
  readonly description?: string;
}

/** Never throws, on any string; never runs what it judges. */
export type Gate = (source: string, options?: GateOptions) => Promise<GateReport>;
