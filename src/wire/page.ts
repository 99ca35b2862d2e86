/**
 * What the page and the server say to each other, as types: JSON both ways over one WebSocket, binary frames down.
 *
 * Down, a binary message is an envelope (`envelope.ts`) around a frame of one module. Everything that came out of a
 * module (names, logs, findings) is text to be drawn as text.
 */
import type { Finding } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { MakeEvent } from "../base/make-event.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { PermissionGrant, PermissionPrompt, PromptChoice } from "../base/permission-prompt.ts";
import type { Problem } from "../base/problem.ts";
import type { LogLine } from "./protocol.ts";

export const PAGE_VERSION = 1;

/** What people are told about a module beside its verdict. */
export interface ModuleAbout {
  readonly description: string;
  /** Where it is kept or watched, relative to the project. */
  readonly path: string;
  readonly model?: string;
  /** Whose storage it has (`pipeline/lineage.ts`); absent, it has that of its own code alone. */
  readonly lineage?: Hash;
}

/** A module's picture is moved and scaled as a whole. */
export interface Placement {
  /** Logical pixels of the stage, to where the module's own (0, 0) comes. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly visible: boolean;
}

/** Where a module draws itself. */
export const unplaced: Placement = Object.freeze({ x: 0, y: 0, scale: 1, visible: true });

/** What is another about a module on the stage; the rest stays. */
export interface Arrangement extends Partial<Placement> {
  /** Empty: as its code is called. */
  readonly name?: string;
  /** Its place in the list, from 0 at the back; the others make room. */
  readonly order?: number;
}

export interface SlotInfo {
  /** The module's place on the stage; never reused in a session. Node ids are `slot * 2 ** 32 + id in the module`. */
  readonly slot: number;
  /** As its code is called, or as it was named on the stage. */
  readonly name: string;
  /** Absent: where it draws itself. Modules are drawn in the order of their list. */
  readonly place?: Placement;
  readonly hash: Hash;
  readonly source: string;
  readonly about: ModuleAbout;
  readonly state: "live" | "quarantined";
  /** Why it was stopped, as the end of a sentence about it. */
  readonly reason?: string;
  readonly frames: number;
  readonly stateHash?: string;
  /** Why it is quarantined, or why its last candidate was turned away while it plays on. */
  readonly findings: readonly Finding[];
  /** The candidate that was turned away, for showing its findings in place. */
  readonly rejectedSource?: string;
  readonly swaps: number;
  /** The version that plays: counted from 1, a new one for each change of the code. */
  readonly version: number;
  /** Those that can be had back, oldest first; the one that plays is among them. */
  readonly versions: readonly VersionInfo[];
}

/** One version of a module that was on the stage in this session. */
export interface VersionInfo {
  readonly version: number;
  readonly name: string;
  readonly hash: Hash;
  /** The module's tick when it was left, which a roll-back goes back to; absent while it was never left, and in a recording. */
  readonly tick?: number;
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
  /** What can be looked back to; absent while nothing is kept. */
  readonly history?: HistoryRange;
}

/** In moments: ticks of the stage since it was opened, which no restart or roll-back sets back. */
export interface HistoryRange {
  /** What is older was dropped. */
  readonly from: number;
  /** Now. */
  readonly to: number;
  /** Before this moment only a picture now and then is left. */
  readonly coarseUntil?: number;
}

export interface SwapReport {
  readonly slot: number;
  readonly ticksReplayed: number;
  /** For each class, how many nodes and which fields: `Ball ×5: x, y, score`. */
  readonly carried: readonly string[];
  readonly notCarried: readonly string[];
  /** The version that plays now. */
  readonly version: number;
  /** Code and state went back to a version that was kept, together. */
  readonly rolledBack: boolean;
}

export type StageEvent =
  | { readonly type: "slots"; readonly slots: readonly SlotInfo[] }
  | { readonly type: "status"; readonly status: StageStatus }
  | { readonly type: "log"; readonly slot: number; readonly lines: readonly LogLine[] }
  | { readonly type: "swap"; readonly report: SwapReport }
  | { readonly type: "fault"; readonly slot: number; readonly reason: string; readonly findings: readonly Finding[] };

/** A stage that plays a recording. */
export interface RecordingInfo {
  /** Its file's. */
  readonly name: string;
  /** When it was recorded, ISO 8601; a journal of version 1 does not say. */
  readonly at?: string;
  /** The last moment; the tick of its stage's status is the one that is shown. */
  readonly length: number;
  /** Else its run was killed, or only a part was copied. */
  readonly isClosed: boolean;
}

export type Transport = {
  /** `seek` goes to a moment of a recording. */
  readonly action: "play" | "pause" | "step" | "restart" | "seek";
  readonly moment?: number;
  readonly ticks?: number;
  readonly speed?: number;
};

/** Server to page. */
export type PageDown =
  | {
      readonly type: "hello";
      readonly version: number;
      readonly viewer: number;
      readonly width: number;
      readonly height: number;
      /** Whether this server makes modules from descriptions (`serve`) or only shows them. */
      readonly makes: boolean;
      /** Present: it shows a recording. */
      readonly recording?: RecordingInfo;
      /** `GET /api/journal` has a file. */
      readonly hasJournal?: boolean;
      readonly slots: readonly SlotInfo[];
      readonly status: StageStatus;
      /** The last lines of each module's log, oldest first. */
      readonly logs: readonly { readonly slot: number; readonly lines: readonly LogLine[] }[];
    }
  | StageEvent
  | { readonly type: "make"; readonly id: string; readonly event: MakeEvent }
  /** The inspected node without its children, again whenever it changed; null when it is gone. */
  | { readonly type: "node"; readonly node: number; readonly description: NodeDescription | null }
  /** A module asks for something: every page shows it, and the first answer counts. */
  | { readonly type: "prompt"; readonly prompt: PermissionPrompt }
  /** It was answered, or nobody needs the answer any more. */
  | { readonly type: "promptClosed"; readonly prompt: number }
  /** All that stands, whenever one came or went. */
  | { readonly type: "grants"; readonly grants: readonly PermissionGrant[] }
  /** Follows the binary messages with the past of these slots. They hold from `from` to before `until`, around `at`. */
  | {
      readonly type: "past";
      readonly at: number;
      readonly from: number;
      readonly until: number;
      readonly slots: readonly number[];
    }
  | { readonly type: "problem"; readonly problem: Problem };

/** Page to server. Answers to `edit` and `transport` come as events; refusals as `problem`. */
export type PageUp =
  | { readonly type: "input"; readonly records: readonly PageInput[] }
  | { readonly type: "inspect"; readonly node: number | null }
  | { readonly type: "edit"; readonly node: number; readonly property: string; readonly value: Json }
  | ({ readonly type: "transport" } & Transport)
  | { readonly type: "revive"; readonly slot: number }
  /** Code and state back to a version that was kept, together. */
  | { readonly type: "rollback"; readonly slot: number; readonly version: number }
  /** Another name, place or rank on the stage. */
  | ({ readonly type: "arrange"; readonly slot: number } & Arrangement)
  /** Takes the module off the stage; it stays kept. */
  | { readonly type: "remove"; readonly slot: number }
  /** With `edit`, a kept module is changed; where it is on the stage, the new one takes its place. */
  | { readonly type: "make"; readonly description: string; readonly edit?: Hash }
  | { readonly type: "answer"; readonly prompt: number; readonly choice: PromptChoice }
  /** Takes a grant back, or forgets a refusal. */
  | { readonly type: "revoke"; readonly grant: number }
  /** What was shown at a moment of `status.history`. */
  | { readonly type: "past"; readonly at: number }
  /** A frame could not be decoded, or one is missing: a whole picture, please. */
  | { readonly type: "resync" };

/** The server adds the viewer's number. */
export type PageInput = InputRecord extends infer One ? (One extends unknown ? Omit<One, "viewer"> : never) : never;
