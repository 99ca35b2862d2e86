import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";

/** Where recordings are kept: JSON under a key. The store's room has the one on disk. */
export interface RecordingShelf {
  /** Undefined when there is none; an error when there is one that cannot be read. */
  read(key: string): Promise<Result<Json | undefined, Problem>>;
  /** Atomic: a reader sees the old recording or the new one. */
  write(key: string, recording: Json): Promise<Result<null, Problem>>;
  /** Every recording that can be read, in no particular order. */
  all(): Promise<readonly Json[]>;
}
