/**
 * The stage as the server and the commands see it: a list of live modules, each in a confined child of its own,
 * ticked together at 64 Hz, with viewers that watch.
 */
import type { Finding } from "../base/finding.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Texture } from "../sandbox/broker/broker.ts";
import type { Proven, Proving } from "../sandbox/proven.ts";
import type {
  Arrangement,
  ModuleAbout,
  RecordingInfo,
  SlotInfo,
  StageEvent,
  StageStatus,
  SwapReport,
  Transport,
} from "../wire/page.ts";
import type { PastMoment } from "./history.ts";

/** Ticks a second. 1/64 s is exact in binary. */
export const TICK_RATE = 64;

/** One page. `send` returns the bytes it has buffered, so that a slow one can be resynchronised instead of fed. */
export interface Viewer {
  send(bytes: Uint8Array): number;
  /** Bytes waiting now; without it, a slow one is taken to have drained after half a second. */
  buffered?(): number;
  note(event: StageEvent): void;
}

export interface Stage {
  readonly width: number;
  readonly height: number;
  /** Present: it plays a recording, and refuses what would make another session of it. */
  readonly recording?: RecordingInfo;
  add(proven: Proven, about: ModuleAbout): Promise<Result<SlotInfo, Problem | readonly Finding[]>>;
  /**
   * The transaction: the old module has not stopped until the new one is level with it. A module whose smoke run is under way is made ready
   * meanwhile, and takes over only if it passes.
   */
  swap(
    slot: number,
    module: Proven | Proving,
    about: ModuleAbout,
  ): Promise<Result<SwapReport, Problem | readonly Finding[]>>;
  /** Code and state together back to a version that was kept (`SlotInfo.versions`), by the same transaction. */
  rollBack(slot: number, version: number): Promise<Result<SwapReport, Problem | readonly Finding[]>>;
  /** The text of a version that is kept, whether or not it can be gone back to. */
  sourceOf(slot: number, version: number): Result<string, Problem>;
  /** A candidate for `slot` did not pass; the running one plays on and the page shows why. */
  turnAway(slot: number, findings: readonly Finding[], source: string): void;
  /** A quarantined module again, in a fresh child, from its last snapshot. */
  revive(slot: number): Promise<Result<SlotInfo, Problem | readonly Finding[]>>;
  /** Another name, place or rank on the stage. */
  arrange(slot: number, change: Arrangement): Result<SlotInfo, Problem>;
  remove(slot: number): Result<null, Problem>;
  transport(change: Transport): Result<StageStatus, Problem>;
  /** Through the same clamping setter as the module's own assignments; the answer is the value as it now stands. */
  edit(node: number, values: { readonly [property: string]: Json }): Promise<Result<Json, Problem>>;
  input(records: readonly InputRecord[]): void;
  /** A picture that the module in `slot` may read, decided anew at each call. */
  texture(slot: number, path: string): Promise<Result<Texture, Problem>>;
  /** The viewer is gone: what it holds down is let go. */
  release(viewer: number): void;
  watch(viewer: Viewer): () => void;
  /** What happens on the stage, without its frames, for who is no page (the server's log history, a terminal). */
  listen(note: (event: StageEvent) => void): () => void;
  /** What each slot showed at a moment of `status().history`, as messages for a page (`wire/past.ts`). */
  past(moment: number): PastMoment;
  status(): StageStatus;
  slots(): readonly SlotInfo[];
  /** One node without its children, by its id on the stage; null when it is not there. */
  describeNode(node: number): Promise<NodeDescription | null>;
  describe(): Promise<
    readonly { readonly slot: number; readonly name: string; readonly tree: NodeDescription | null }[]
  >;
  close(): Promise<void>;
}
