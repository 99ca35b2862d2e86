/**
 * The stage as the server and the commands see it: a list of live modules, each in a confined child of its own,
 * ticked together at 64 Hz, with viewers that watch.
 */
import type { Finding } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { InputRecord, LogLine, NodeDescription } from "../wire/protocol.ts";

/** Ticks a second. 1/64 s is exact in binary. */
export const TICK_RATE = 64;

/** What people are told about a module beside its verdict. */
export interface ModuleAbout {
  readonly description: string;
  /** Where it is kept or watched, relative to the project. */
  readonly path: string;
  readonly model?: string;
}

export interface SlotInfo {
  /** The module's place on the stage; never reused in a session. Node ids are `slot * 2 ** 32 + id in the module`. */
  readonly slot: number;
  readonly name: string;
  readonly hash: Hash;
  readonly source: string;
  readonly about: ModuleAbout;
  readonly state: "live" | "quarantined";
  readonly frames: number;
  readonly stateHash?: string;
  /** Why it is quarantined, or why its last candidate was turned away while it plays on. */
  readonly findings: readonly Finding[];
  /** The candidate that was turned away, for showing its findings in place. */
  readonly rejectedSource?: string;
  readonly swaps: number;
}

export interface StageStatus {
  readonly running: boolean;
  readonly tick: number;
  readonly nodes: number;
  readonly viewers: number;
  readonly speed: number;
  readonly ticksPerSecond: number;
  readonly droppedTicks: number;
  readonly slowTicks: number;
}

export interface SwapReport {
  readonly slot: number;
  readonly ticksReplayed: number;
  readonly notCarried: readonly string[];
}

export type StageEvent =
  | { readonly type: "slots"; readonly slots: readonly SlotInfo[] }
  | { readonly type: "status"; readonly status: StageStatus }
  | { readonly type: "log"; readonly slot: number; readonly lines: readonly LogLine[] }
  | { readonly type: "swap"; readonly report: SwapReport }
  | { readonly type: "fault"; readonly slot: number; readonly reason: string; readonly findings: readonly Finding[] };

/** One page. `send` returns the bytes it has buffered, so that a slow one can be resynchronised instead of fed. */
export interface Viewer {
  send(bytes: Uint8Array): number;
  note(event: StageEvent): void;
}

export type Transport = {
  readonly action: "play" | "pause" | "step" | "restart";
  readonly ticks?: number;
  readonly speed?: number;
};

export interface Stage {
  readonly width: number;
  readonly height: number;
  add(proven: Proven, about: ModuleAbout): Promise<Result<SlotInfo, Problem | readonly Finding[]>>;
  /** The transaction: the old module has not stopped until the new one is level with it. */
  swap(slot: number, proven: Proven, about: ModuleAbout): Promise<Result<SwapReport, Problem | readonly Finding[]>>;
  /** A candidate for `slot` did not pass; the running one plays on and the page shows why. */
  turnAway(slot: number, findings: readonly Finding[], source: string): void;
  /** A quarantined module again, in a fresh child, from its last snapshot. */
  revive(slot: number): Promise<Result<SlotInfo, Problem | readonly Finding[]>>;
  remove(slot: number): Result<null, Problem>;
  transport(change: Transport): Result<StageStatus, Problem>;
  /** Through the same clamping setter as the module's own assignments; the answer is the value as it now stands. */
  edit(node: number, values: { readonly [property: string]: Json }): Promise<Result<Json, Problem>>;
  input(records: readonly InputRecord[]): void;
  watch(viewer: Viewer): () => void;
  status(): StageStatus;
  slots(): readonly SlotInfo[];
  describe(): Promise<
    readonly { readonly slot: number; readonly name: string; readonly tree: NodeDescription | null }[]
  >;
  close(): Promise<void>;
}
