/**
 * What host and child say to each other over the child's stdin and stdout, as types.
 *
 * The host speaks first and waits: one request, one reply, in order. A request is one line of JSON. A reply is a
 * header, a JSON head and up to two frames (`reply.ts`). Numbers and strings only: no object of the host's is ever
 * within reach of the module, and the host believes nothing in a reply before it has been parsed and bounded.
 */
import type { BrokerAsk, BrokerNews } from "../base/broker-call.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { OthersNews, OthersWord } from "../base/others.ts";
import type { Snapshot } from "../base/snapshot.ts";

export const PROTOCOL_VERSION = 1;

/** Which play of a module: a child has two, and the smoke run plays both with one seed and compares them. */
export type PlayIndex = 0 | 1;

export interface LoadRequest {
  readonly op: "load";
  readonly play: PlayIndex;
  readonly kind: string;
  /** The author's name for the module, from the syntax tree. */
  readonly name: string;
  /** `Checked.code`: the body of a strict function. */
  readonly code: string;
  /** The names of that function's parameters, as the kind lists them. */
  readonly parameters: readonly string[];
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly maxNodes: number;
  readonly maxFrameBytes: number;
  /** Log lines a second of simulated time. */
  readonly maxLog: number;
  /** UTF-16 units of one line; the rest is cut off. */
  readonly maxLogLine: number;
  /** The names of the permissions that the module's literal asks for. */
  readonly asked: readonly string[];
  /** In a smoke run, broker calls that were asked for stay pending; otherwise ungranted ones reject. */
  readonly smoke: boolean;
  readonly budgetMs: number;
}

/** Constructs the loaded module and makes it ready: a phase of its own, with a budget of its own. */
export interface StartRequest {
  readonly op: "start";
  readonly play: PlayIndex;
  /** Carried over from the module's predecessor. */
  readonly snapshot?: Snapshot;
  readonly budgetMs: number;
}

/** Ticks that brought nothing, to be played first: the child had said that it rests (`ReplyHead.still`). */
interface AfterRest {
  readonly rested?: number;
}

export interface TickRequest extends AfterRest {
  readonly op: "tick";
  readonly play: PlayIndex;
  /** What the host keeps to; here it is told, so that a child can name it where it was too slow. */
  readonly budgetMs: number;
  readonly input: readonly InputRecord[];
  readonly edits: readonly PropertyEdit[];
  /** Absent where there is none, and where time stands still. */
  readonly broker?: BrokerNews;
  /** Of the other modules on the stage, where the module asks for them; absent where there is nothing new. */
  readonly others?: OthersNews;
  /** Answer with what the others may see of the module. */
  readonly tell?: boolean;
  /** Time stands still: the edits are made, and nothing else happens. */
  readonly hold?: boolean;
  /** Answer with a delta frame since the last one. */
  readonly frame: boolean;
  /** Answer with a whole picture too, for viewers that join or lost their place. */
  readonly keyframe: boolean;
  /** Answer with the state digest. */
  readonly digest: boolean;
}

/**
 * `describe` answers with a `NodeDescription`: of the whole tree, or of the one node whose id is its argument, without its
 * children, or null. `state` with the flat list that digests are made of; `marks` with four
 * hexadecimal digits for each node in tree order, or for neighbours that share them, which tell where two runs differ.
 */
export interface CallRequest extends AfterRest {
  readonly op: "call";
  readonly play: PlayIndex;
  readonly method: "describe" | "state" | "marks" | "keyframe";
  readonly args: readonly Json[];
  readonly budgetMs: number;
}

export interface SnapshotRequest extends AfterRest {
  readonly op: "snapshot";
  readonly play: PlayIndex;
  readonly budgetMs: number;
}

/** For `doctor`: the child makes this system call, which the kernel must answer by ending it. A reply says it did not. */
export interface TrespassRequest {
  readonly op: "trespass";
  readonly syscall: number;
}

/** The child limits its own processor time, before it is given a module; a reply says that it did. It can never get more again. */
export interface LimitRequest {
  readonly op: "limit";
  readonly cpuSeconds: number;
}

/** What a play is asked. */
export type Request = LoadRequest | StartRequest | TickRequest | CallRequest | SnapshotRequest;

export interface PropertyEdit {
  /** The node's id within its module. */
  readonly node: number;
  readonly property: string;
  readonly value: Json;
}

export interface LogLine {
  readonly level: "log" | "info" | "warn" | "error" | "debug";
  readonly text: string;
  readonly tick: number;
}

/** What the process that children are copied from says on its standard output, one line each; it is ours, and never runs a module. */
export type ZygoteWord =
  | { readonly forked: number }
  /** No copy could be made; why. */
  | { readonly refused: string }
  | { readonly ended: number; readonly signal: number }
  | { readonly ended: number; readonly code: number };

/** Instead of a greeting: why there is no wall. */
export interface NoHello {
  readonly failed: string;
}

/** The first thing a child says, after it has locked and probed itself. */
export interface Hello {
  readonly version: number;
  /** The names of all variables in its environment. */
  readonly environment: readonly string[];
  readonly probes: readonly { readonly name: string; readonly held: boolean; readonly seen: string }[];
}

/** What went wrong inside the module; every field is the child's claim. */
export interface ChildFault {
  /** A key of `base/codes.ts`, e.g. "SMOKE_THREW", "SMOKE_NOT_FINITE". */
  readonly code: string;
  readonly phase: "compile" | "construct" | "tick" | "call";
  /** Path of the node, its class, the hook, the field: where they are known. */
  readonly node?: string;
  readonly type?: string;
  readonly hook?: string;
  readonly field?: string;
  readonly tick: number;
  readonly message: string;
  /** Positions in `Checked.code`, innermost first, line and column from 1. */
  readonly at: readonly { readonly line: number; readonly column: number }[];
}

/** The JSON head of a reply. */
export type ReplyHead =
  | { readonly ok: false; readonly fault: ChildFault; readonly log: readonly LogLine[] }
  | {
      readonly ok: true;
      readonly tick: number;
      readonly nodes: number;
      /** Whether anything changed or was drawn since the load: a scene that does neither passes with a warning. */
      readonly active: boolean;
      readonly log: readonly LogLine[];
      readonly logDropped: number;
      /** `sha256:` over the state, when asked for. */
      readonly digest?: string;
      /** The answer to `call` and `snapshot`. */
      readonly value?: Json;
      /** Edits that were refused, by their place in the request. */
      readonly refused?: readonly { readonly edit: number; readonly message: string }[];
      /** What the module asked of the world outside since the last tick. */
      readonly asks?: readonly BrokerAsk[];
      /** What it has for the other modules on its stage. */
      readonly others?: OthersWord;
      /** To a tick: until something reaches it from outside, no further tick changes anything. */
      readonly still?: boolean;
    };

/** One entry of the flat list that a digest is made of. */
export interface StateEntry {
  readonly path: string;
  readonly type: string;
  readonly field: string;
  readonly value: Json;
}
