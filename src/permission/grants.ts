/**
 * What was granted and refused, as this room asks for it; `store/grants.ts` keeps it. Everything is bound to the hash of
 * the code and to one exact scope.
 *
 * Read again at each use, so that what another process revoked holds at once.
 */
import type { Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { DecidedBy } from "./decision.ts";
import type { PermissionName } from "./permissions.ts";

/**
 * `run`: till the process ends. `version`: till another version of the module is remembered. `always`: for this code.
 * `never`: refused, for this code.
 */
export type Lasts = "run" | "version" | "always" | "never";

export interface GrantKey {
  readonly hash: Hash;
  /** Tells the versions of one module from other modules, which may have the same name. */
  readonly lineage: Hash;
  /** As it is called, for people. */
  readonly module: string;
  readonly permission: PermissionName;
  readonly scope: string;
}

export interface Grant extends GrantKey {
  readonly id: number;
  readonly lasts: Lasts;
  readonly by: DecidedBy;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface Grants {
  remember(key: GrantKey, lasts: Lasts, by: DecidedBy): Result<null, Problem>;
  /** Of this run, or of longer standing. A refusal comes before a grant. */
  find(key: GrantKey): Result<Grant | undefined, Problem>;
  /** Whether it was revoked since this run began: from this code, or from another version of the module. */
  isRevoked(key: GrantKey): Result<boolean, Problem>;
  /** All that stands, those of other running processes too, oldest first. */
  list(): Result<readonly Grant[], Problem>;
  /** The error is `NO_SUCH_GRANT` where none has this id. */
  revoke(id: number): Result<Grant, Problem>;
  /** Grows whenever another process changed something. */
  version(): number;
  close(): void;
}
