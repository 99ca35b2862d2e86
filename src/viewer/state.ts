/**
 * Everything the page knows, as signals: what the server said, what the person chose, what was measured.
 *
 * Components read it and re-render by themselves; only `receive.ts` (the server's word) and `actions.ts` (the person's)
 * write it. Pictures are not in here: frames go past the components, straight into `scenes.ts`.
 */
import { computed, signal } from "@preact/signals";

import type { PermissionGrant, PermissionPrompt } from "../base/permission-prompt.ts";
import type { Problem } from "../base/problem.ts";
import type { SlotInfo, StageStatus } from "../wire/page.ts";
import type { LogLine, NodeDescription } from "../wire/protocol.ts";
import type { Making } from "./making.ts";

export type ConnectionState = "connecting" | "live" | "lost" | "closed";
export type Tab = "inspector" | "code" | "log" | "making";

export interface LogEntry extends LogLine {
  readonly slot: number;
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
    connection: signal<{ readonly state: ConnectionState; readonly since: number; readonly reason?: string }>({
      state: "connecting",
      since: 0,
    }),
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
    /** A moment of `status.history` that is looked back to; null follows what is live. */
    moment: signal<number | null>(null),
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
    tab: signal<Tab>("inspector"),
    /** Whether a click on the stage selects instead of going to the scene. */
    selecting: signal(false),
    /** Whether keys and pointer go to the scene. */
    sceneFocused: signal(false),
    help: signal(false),

    figures: signal<Figures>({ framesPerSecond: 0, bytesPerSecond: 0, bytesPerFrame: 0, tick: 0, nodes: 0 }),
    /** Grows when a node comes, goes, moves in the tree or is renamed. */
    structure: signal(0),
  };
}

export type State = ReturnType<typeof createState>;
