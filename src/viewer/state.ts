/**
 * Everything the page knows, as signals: what the server said, what the person chose, what was measured.
 *
 * Components read it and re-render by themselves; only `receive.ts` (the server's word) and `actions.ts` (the person's)
 * write it. Pictures are not in here: frames go past the components, straight into `scenes.ts`.
 */
import { computed, signal } from "@preact/signals";

import type { Hash } from "../base/hash.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { PermissionGrant, PermissionPrompt } from "../base/permission-prompt.ts";
import type { Problem } from "../base/problem.ts";
import type { RecordingInfo, SlotInfo, StageStatus } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";
import type { Making } from "./making.ts";
import type { Measured } from "./moments.ts";
import type { Plot } from "./plots.ts";
import type { Panels, Widths } from "./preferences.ts";

export type ConnectionState = "connecting" | "live" | "lost" | "closed";
export type Tab = "inspector" | "code" | "log" | "making";

export interface Connection {
  readonly state: ConnectionState;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly reason?: string;
  /** Whether it is live again after a loss. */
  readonly wasLost: boolean;
}

export interface LogEntry extends LogLine {
  readonly slot: number;
  /** Of `status.history`, as well as it is known. */
  readonly moment: number;
  /** Grows by one a line, so that a list can be keyed. */
  readonly key: number;
}

export interface Fault {
  readonly slot: number;
  readonly reason: string;
}

/** Measured here, a few times a second. */
export interface Figures {
  readonly framesPerSecond: number;
  readonly bytesPerSecond: number;
  readonly bytesPerFrame: number;
  readonly tick: number;
  readonly nodes: number;
}

const stopped: StageStatus = {
  running: false,
  tick: 0,
  nodes: 0,
  viewers: 0,
  speed: 1,
  ticksPerSecond: 0,
  droppedTicks: 0,
  slowTicks: 0,
};

export function createState() {
  const slots = signal<readonly SlotInfo[]>([]);
  const slot = signal<number | null>(null);
  return {
    connection: signal<Connection>({ state: "connecting", since: 0, wasLost: false }),
    size: signal({ width: 960, height: 540 }),
    /** Whether this server makes modules from descriptions. */
    makes: signal(false),
    status: signal(stopped),
    slots,
    /** The module whose tree and code are shown. */
    slot,
    module: computed(() => slots.value.find((info) => info.slot === slot.value) ?? slots.value[0]),
    /** Slots that this page does not draw: of several modules with a background, one would hide the others. */
    hidden: signal<ReadonlySet<number>>(new Set()),
    /** How far the stage's moments are ahead of each module's ticks. */
    ahead: signal<ReadonlyMap<number, Measured>>(new Map()),
    /** A moment of `status.history` that is looked back to; null follows what is live. */
    moment: signal<number | null>(null),
    /** What the stage plays, where it is a recording. */
    recorded: signal<RecordingInfo | null>(null),
    /** Whether what has happened so far can be saved as a file. */
    hasJournal: signal(false),
    faults: signal<readonly Fault[]>([]),
    log: signal<readonly LogEntry[]>([]),
    makings: signal<readonly Making[]>([]),
    /** What modules ask for, oldest first. */
    prompts: signal<readonly PermissionPrompt[]>([]),
    grants: signal<readonly PermissionGrant[]>([]),
    problems: signal<readonly { readonly key: number; readonly problem: Problem }[]>([]),

    /** A node of the stage, by its stage-wide id. */
    selection: signal<number | null>(null),
    description: signal<NodeDescription | null>(null),
    /** Whether a person chose the node, so that it is outlined on the stage; the page's own choice only fills the panels. */
    outlined: signal(false),
    /** Whether the page may choose a node where none is chosen. */
    choosesItself: signal(true),
    tab: signal<Tab>("inspector"),
    panels: signal<Panels>({ left: true, right: true }),
    widths: signal<Widths>({}),
    plots: signal<readonly Plot[]>([]),
    /** The module that the next description changes; null for a new one. */
    changing: signal<number | null>(null),
    /** The sources that this page has been told of, by hash: those of earlier versions are not sent again. */
    sources: signal<ReadonlyMap<Hash, string>>(new Map()),
    recording: signal(false),
    /** Whether a click on the stage selects instead of going to the scene. */
    selecting: signal(false),
    /** The module whose name and place are being changed: the pointer carries its picture. */
    arranging: signal<number | null>(null),
    /** Whether keys and pointer go to the scene. */
    sceneFocused: signal(false),
    help: signal(false),
    /** Whether sounds are played. */
    sound: signal(true),

    figures: signal<Figures>({ framesPerSecond: 0, bytesPerSecond: 0, bytesPerFrame: 0, tick: 0, nodes: 0 }),
    /** Grows when a node comes, goes, moves in the tree or is renamed. */
    structure: signal(0),
  };
}

export type State = ReturnType<typeof createState>;

/** The last one of a live stage; a recording counts its own, and this is where it is. */
export const newestMoment = ({ recorded, status }: State): number =>
  recorded.value ? status.value.tick : (status.value.history?.to ?? 0);
