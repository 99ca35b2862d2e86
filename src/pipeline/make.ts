/**
 * The one path: describe → generate → gate → prove → keep. The command line and the server both call it; nothing else
 * does the steps.
 */
import type { Finding, StageReport } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { MakeEvent, MakeStatus } from "../base/make-event.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Attempt } from "../generate/attempt.ts";
import type { KindName } from "../kinds/kind.ts";
import type { Proven } from "../sandbox/proven.ts";

export interface MakeRequest {
  readonly description: string;
  readonly attempts: number;
  readonly seed: number;
  readonly frames: number;
  readonly width: number;
  readonly height: number;
  /** Without it nothing generated is ever executed: the module is kept as `static-validated`. */
  readonly allowExec: boolean;
  /** Start from a kept module and change it. */
  readonly edit?: Hash;
  readonly signal?: AbortSignal;
  readonly on?: (event: MakeEvent) => void;
}

export interface MakeResult {
  readonly status: MakeStatus;
  readonly kind: KindName;
  readonly name: string;
  readonly hash: Hash;
  /** Where it is kept, relative to the project; empty when no answer held any code. */
  readonly path: string;
  /** As `lineage.ts` says; its own hash while it is not kept. */
  readonly lineage: Hash;
  readonly description: string;
  readonly source: string;
  readonly attempts: readonly Attempt[];
  readonly stages: readonly StageReport[];
  readonly findings: readonly Finding[];
  /** There when `status` is `verified`. */
  readonly proven?: Proven;
}

export type Make = (request: MakeRequest) => Promise<Result<MakeResult, Problem>>;
