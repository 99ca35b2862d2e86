/**
 * What passes between the broker, which does effects, and the rooms that decide about them and write the decisions down.
 *
 * The broker asks `Decide` before every effect, writes the answer with `Audit`, and only then does what was asked. A scope
 * in here has been normalised; two spellings of one place never reach this far.
 */
import type { Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { PermissionName, Permissions } from "./permissions.ts";

export type PermissionRequest =
  /** `host:port`; `[v6]:port`. */
  | { readonly name: "net"; readonly scope: string }
  /** A path relative to the project, normalised, with every link resolved. */
  | { readonly name: "read"; readonly scope: string }
  | { readonly name: "storage" | "model"; readonly scope: "" };

export interface ModuleIdentity {
  readonly slot: number;
  readonly name: string;
  readonly hash: Hash;
  /** The same for all versions of one module, and for no other's: its storage goes by it, and what was revoked from it. */
  readonly lineage: Hash;
  /** What the module's literal asks for: it is never given more. */
  readonly asked: Permissions;
}

export type DecidedBy =
  "not asked" | "deny flag" | "allow flag" | "permission set" | "remembered" | "prompt" | "default" | "revoked";

export interface Decision {
  readonly granted: boolean;
  readonly by: DecidedBy;
  /** For a refusal: how to get it, as the end of a sentence, e.g. "run again with the --allow-net flag". */
  readonly hint: string;
}

export type Decide = (module: ModuleIdentity, request: PermissionRequest) => Promise<Decision>;

/** What a denial says of the address that a granted name leads to; undefined where none speaks of it. */
export type DeniedBy = (request: PermissionRequest) => Promise<Decision | undefined>;

export type PermissionState = "granted" | "prompt" | "denied";

/**
 * What a request would meet now, without asking anyone and without a trace; for `permissions.query`. Without a scope:
 * all that the literal asks for under this name, "granted" only where all of it is, "prompt" where a person would be
 * asked about any of it.
 */
export type Query = (module: ModuleIdentity, name: PermissionName, scope?: string) => Promise<PermissionState>;

/** Calls `changed` after a grant was given or revoked, by this process or another; returns how to stop. */
export type ListenToGrants = (changed: () => void) => () => void;

export interface AuditEntry {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly module: string;
  readonly hash: Hash;
  readonly permission: string;
  readonly scope: string;
  readonly outcome: "granted" | "denied";
  readonly by: DecidedBy;
}

/** Resolves when the line is on disk; a failure means that the effect must not happen. */
export type Audit = (entry: AuditEntry) => Promise<Result<null, Problem>>;
