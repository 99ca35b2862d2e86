/**
 * The question whether a module may do something, and the answers to it: one table, read by the terminal, the page, the
 * API and the docs.
 */
import type { Hash } from "./hash.ts";

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

export const promptChoices = [
  { name: "once", key: "o", grants: true, means: "this one time" },
  { name: "run", key: "r", grants: true, means: "until this run ends" },
  { name: "version", key: "v", grants: true, means: "this version of the module, until a newer one is answered for" },
  { name: "always", key: "a", grants: true, means: "this very code, always, for this project" },
  { name: "deny", key: "n", grants: false, means: "not in this run" },
  { name: "never", key: "x", grants: false, means: "this very code, never, for this project" },
] as const;

export type PromptChoice = (typeof promptChoices)[number]["name"];

/** Cautious: whatever is no choice is none. */
export const isPromptChoice = (word: string): word is PromptChoice => promptChoices.some(({ name }) => name === word);
