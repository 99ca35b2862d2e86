/**
 * What a kind of module needs to be driven: one implementation a kind, made inside the realm when a module is loaded.
 *
 * Work that promise jobs belong to is a generator: at each `yield` the harness runs the jobs and resumes. The function that
 * runs them is the outer realm's and never comes in here.
 */
import type { Json } from "../../base/json.ts";
import type { Snapshot } from "../../base/snapshot.ts";
import type { ChildFault, LoadRequest, ReplyHead, TickRequest } from "../../wire/protocol.ts";

export interface Driver {
  /** What the module's text gets as `"nodegen"`. */
  readonly engine: object;
  readonly tick: number;
  /** Simulated time since the start. */
  readonly milliseconds: number;
  /** The seeded source behind `Math.random`. */
  random(): number;

  /** From now on what the engine shares among scenes speaks of this one's, until another driver is entered. */
  enter(): void;
  /** Runs the module's own text and keeps its exports for `start`. */
  load(run: () => unknown): void;
  /** What of the snapshot has no counterpart here, one sentence each. */
  start(snapshot: Snapshot | undefined): readonly string[];
  step(request: TickRequest): Generator<void, Stepped>;
  /** Ticks that bring nothing, each as any other. */
  rest(ticks: number): Generator<void, void>;
  call(method: "describe" | "state" | "marks" | "snapshot", args?: readonly Json[]): Json;
  keyframe(): Uint8Array;
  /** For the head of every reply. */
  status(): { readonly nodes: number; readonly active: boolean };

  /** What a thrown value says about the scene. */
  explain(thrown: unknown): Explained;
  /** What was running when the turn was ended from outside. */
  running(): Explained;
}

type Done = Extract<ReplyHead, { ok: true }>;

export interface Stepped {
  readonly refused: NonNullable<Done["refused"]>;
  readonly asks: NonNullable<Done["asks"]>;
  readonly others: Done["others"];
  readonly still: Done["still"];
  readonly delta: Uint8Array;
  readonly keyframe: Uint8Array;
  /** What the digest is taken of; empty when it was not asked for. */
  readonly state: Uint8Array;
}

export type Explained = Partial<Pick<ChildFault, "code" | "message" | "node" | "type" | "hook" | "field">> & {
  /** Whose stack tells the place. */
  readonly cause?: unknown;
};

export type MakeDriver = (request: LoadRequest) => Driver;
