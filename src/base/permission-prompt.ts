/**
 * The question whether a module may do something, and the answers to it: one table, read by the terminal, the page, the
 * API and the docs.
 */
import type { Hash } from "./hash.ts";
import { printable } from "./printable.ts";

export interface PermissionPrompt {
  readonly id: number;
  readonly slot: number;
  /** Text that a model wrote: shown as text, made printable first. */
  readonly module: string;
  readonly hash: Hash;
  /** "net", "read", "storage" or "model". */
  readonly permission: string;
  /** Exact and normalised; empty where the permission has none. */
  readonly scope: string;
}

/** What stands of an answer, or of a flag while a run lasts. */
export interface PermissionGrant extends Omit<PermissionPrompt, "slot"> {
  readonly lasts: "run" | "version" | "always" | "never";
  /** What decided it. */
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export const promptChoices = [
  { name: "once", key: "o", grants: true, means: "this one time" },
  { name: "run", key: "r", grants: true, means: "until this run ends" },
  { name: "version", key: "v", grants: true, means: "this version of the module, until a newer one is answered for" },
  { name: "always", key: "a", grants: true, means: "this very code, always, for this project" },
  { name: "deny", key: "n", grants: false, means: "not in this run" },
  { name: "never", key: "x", grants: false, means: "this very code, never, for this project" },
] as const;

export type PromptChoice = (typeof promptChoices)[number]["name"];

/** A scope as it is, whole: nothing is cut off, and no space passes for another. */
export const exactly = (scope: string): string =>
  `"${printable(scope).replace(/[^\S ]|(?<= ) /g, (space) => `\\u{${space.codePointAt(0)!.toString(16)}}`)}"`;

/** `net access to "api.example.com:443"`, `storage access`. */
export const accessTo = (name: string, scope: string): string =>
  scope === "" ? `${name} access` : `${name} access to ${exactly(scope)}`;
