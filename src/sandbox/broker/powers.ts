/** What the broker needs of the machine and of the rooms above; it names none of it itself. */
import type { Database } from "bun:sqlite";

import type { Problem } from "../../base/problem.ts";
import type { Result } from "../../base/result.ts";
import type { Audit, Decide, DeniedBy, ListenToGrants, Query } from "../../permission/decision.ts";

export interface BrokerPowers {
  readonly decide: Decide;
  /** Asked about each address that a granted name leads to: a denied address has no second name. */
  readonly deniedBy: DeniedBy;
  readonly query: Query;
  readonly listen: ListenToGrants;
  readonly audit: Audit;
  readonly net: NetPowers;
  readonly files: FilePowers;
  readonly clock: BrokerClock;
  /** The project's folder: what `read` scopes are relative to. */
  readonly project: string;
  /** Opened when a module first uses its storage; the broker closes it. */
  readonly openStorage: () => Promise<Result<Database, Problem>>;
  readonly model: AskModel;
}

export interface NetPowers {
  readonly fetch: (url: string, init: BunFetchRequestInit) => Promise<Response>;
  /** Every address that the name has; an error with a `code` when there is none. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
}

export type FilePowers = Pick<typeof import("node:fs/promises"), "open" | "readlink" | "realpath" | "stat">;

export interface BrokerClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Runs once, not before `time`, unless the returned function is called. */
  at(time: number, run: () => void): () => void;
  today(): Date;
}

/** One question, one answer, with the tokens it cost: those that the model counted, or an estimate. */
export type AskModel = (
  prompt: string,
  signal: AbortSignal,
) => Promise<Result<{ readonly text: string; readonly tokens: number }, Problem>>;
