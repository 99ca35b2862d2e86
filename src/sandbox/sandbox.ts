/**
 * The sandbox as the rooms above see it: it proves checked modules, opens live sessions, and probes the wall.
 */
import type { BrokerAsk, BrokerNews } from "../base/broker-call.ts";
import type { Finding } from "../base/finding.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { OthersNews, OthersWord } from "../base/others.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { Checked } from "../gate/checked.ts";
import type { LogLine, PropertyEdit } from "../wire/protocol.ts";
import type { Limits } from "./limits.ts";
import type { Proven, Proving } from "./proven.ts";
import type { Verdict } from "./verdict.ts";

export interface RunOptions {
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly limits?: Partial<Limits>;
}

export interface Sandbox {
  /** The smoke run. The outer error says that no wall could be built here; a bad module is a verdict. */
  prove(
    checked: Checked,
    options: RunOptions & { readonly frames: number; readonly signal?: AbortSignal },
  ): Promise<Result<{ readonly verdict: Verdict; readonly proven?: Proven }, Problem>>;
  /**
   * A fresh confined child in which the module is loaded and constructed. It may be made ready beside one in which the module is still
   * in its smoke run; whoever asks for that ends it if the module does not pass.
   */
  open(
    module: Proven | Proving,
    options: RunOptions & { readonly snapshot?: Snapshot },
  ): Promise<Result<Session, Problem | Finding[]>>;
  /**
   * A module is being read and may soon be proven: a child is started meanwhile, unless some are kept ready anyway. What is
   * returned ends that child, unless a module has taken it.
   */
  expect(limits?: Partial<Limits>): () => void;
  /** From now on so many children wait, locked, for a module; 0 keeps none, which is how a sandbox begins. */
  keepReady(children: number): void;
  /** Each boundary of the wall, tried live. */
  probe(): Promise<Probe[]>;
  /** Ends every child. */
  close(): Promise<void>;
}

export interface Probe {
  readonly name: string;
  readonly held: boolean;
  /** What was tried and what happened, for a person. */
  readonly seen: string;
  /** A second layer, which the wall stands without. */
  readonly extra?: boolean;
}

/** One module, living behind the wall. */
export interface Session {
  readonly pid: number;
  readonly firstTick: number;
  /** What of its snapshot has no counterpart in the module, one sentence each. */
  readonly notRestored: readonly string[];
  tick(request: SessionTick): Promise<Result<TickResult, End>>;
  describe(): Promise<Result<NodeDescription, End>>;
  /** One node without its children, by its id in the module; null when there is none. */
  describeNode(id: number): Promise<Result<NodeDescription | null, End>>;
  snapshot(): Promise<Result<Snapshot, End>>;
  /** The same, not read yet: most that are kept are never needed. */
  keep(): Promise<Result<Kept, End>>;
  /** A short mark of each node in tree order, for naming the one where two runs differ. */
  marks(): Promise<Result<string, End>>;
  /** The paths of its nodes in tree order. */
  paths(): Promise<Result<readonly string[], End>>;
  /** A whole picture as of the last tick, for who joins while none is played; it leaves the deltas alone. */
  keyframe(): Promise<Result<Uint8Array, End>>;
  /** Ends the child; `reason` reaches `ended`. */
  kill(reason: string): void;
  /** Settles once, however the session ended. */
  readonly ended: Promise<End>;
}

/** Reads it; null when the child gave something that is no snapshot. */
export type Kept = () => Snapshot | null;

export interface SessionTick {
  readonly input: readonly InputRecord[];
  readonly edits: readonly PropertyEdit[];
  /** What came from outside since the last tick. */
  readonly broker?: BrokerNews;
  /** What is new of the other modules on its stage. */
  readonly others?: OthersNews;
  /** Answer with what the others may see of it. */
  readonly tell?: boolean;
  /** Time stands still: the edits are made, and nothing else happens. */
  readonly hold?: boolean;
  readonly keyframe: boolean;
  readonly digest: boolean;
}

export interface TickResult {
  readonly tick: number;
  readonly nodes: number;
  /** Since the last one, as bytes of `wire/`; empty when nothing changed. */
  readonly delta: Uint8Array;
  readonly keyframe?: Uint8Array;
  readonly digest?: string;
  readonly log: readonly LogLine[];
  readonly logDropped: number;
  readonly refused: readonly { readonly edit: number; readonly message: string }[];
  /** What the module asked of the world outside; absent: nothing. */
  readonly asks?: readonly BrokerAsk[];
  /** What it has for the other modules on its stage; absent: nothing. */
  readonly others?: OthersWord;
  /** Until something reaches it from outside, no further tick changes anything. */
  readonly still?: boolean;
  /** Wall-clock milliseconds from request to reply. */
  readonly ms: number;
}

/** Why a session is over. `findings` tell the author what to change; they are empty when the host ended it. */
export interface End {
  readonly reason: string;
  readonly findings: readonly Finding[];
  /** Not for what the module did: somebody else killed the process, or the machine did not let it work. */
  readonly isAccident?: boolean;
  /** What the module had said in the turn that was its last. */
  readonly log?: readonly LogLine[];
  readonly value?: Json;
}
