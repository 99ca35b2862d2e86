/**
 * What a journal says, entry by entry: the stage, the modules with their sources, and for each child that was on the stage
 * everything that reached it from outside, at its tick. Ticks that brought nothing are not written. What stands of grants,
 * and where modules stand on the stage, is written beside, at its moment: no child is told of it.
 *
 * A journal may come from anybody: entries are read with the same care as any other message.
 */
import * as v from "valibot";

import type { BrokerNews } from "../base/broker-call.ts";
import { type Hash, isHash } from "../base/hash.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { OthersNews } from "../base/others.ts";
import type { PermissionGrant } from "../base/permission-prompt.ts";
import type { Snapshot } from "../base/snapshot.ts";
import { parseSnapshot } from "../wire/claims.ts";
import type { Placement } from "../wire/page.ts";
import type { PropertyEdit } from "../wire/protocol.ts";

/** Ticks between two digests. */
export const DIGEST_EVERY = 64;

/** The reason of the end of a module that a person takes off the stage: in a recording it is gone then. */
export const REMOVED = "taken off the stage";

export type JournalRecord =
  | {
      readonly is: "stage";
      readonly nodegen: string;
      readonly seed: number;
      readonly width: number;
      readonly height: number;
      /** Where they are not the usual ones. */
      readonly limits: { readonly [name: string]: number };
      /** When it began: ISO 8601, UTC. */
      readonly at?: string;
    }
  | {
      readonly is: "module";
      readonly module: number;
      readonly name: string;
      readonly hash: Hash;
      readonly source: string;
      readonly description: string;
      readonly path: string;
      /** What its literal asks for; what it got is in the answers. */
      readonly permissions: Json;
    }
  /** A fresh child with the module in it takes over the slot; what it had played until then follows. */
  | {
      readonly is: "child";
      readonly child: number;
      readonly slot: number;
      readonly module: number;
      readonly why: Reason;
      readonly snapshot?: Snapshot;
      /** Ticks of the stage since it was opened, as far as its modules have played them. */
      readonly moment?: number;
      /** That the child had played when it took over. */
      readonly tick?: number;
    }
  /** All that stands, at the beginning and whenever one came or went. */
  | { readonly is: "grants"; readonly moment: number; readonly grants: readonly JournalGrant[] }
  /** All modules, from the back to the front, when one was moved or named. */
  | { readonly is: "arranged"; readonly moment: number; readonly slots: readonly JournalPlace[] }
  | ({ readonly is: "turn"; readonly child: number } & JournalTurn)
  /** `marks` tell which node differs, where the digests do. */
  | {
      readonly is: "digest";
      readonly child: number;
      readonly tick: number;
      readonly digest: string;
      readonly marks: string;
      /** A mark of what each tick since the last digest showed and said: `tick-marks.ts`. */
      readonly ticks?: string;
    }
  /** The state as of a digest, where one was due: `recorded-state.ts`. */
  | { readonly is: "state"; readonly child: number; readonly tick: number; readonly state: string }
  | {
      readonly is: "end";
      readonly child: number;
      /** The last one that it played. */
      readonly tick: number;
      readonly reason: string;
      /** The code of the finding, and the turn that it did not survive. */
      readonly code?: string;
      readonly turn?: JournalTurn;
      /** As in a digest: of the ticks since the last one. */
      readonly ticks?: string;
    };

export type JournaledStage = Extract<JournalRecord, { is: "stage" }>;
export type JournaledModule = Extract<JournalRecord, { is: "module" }>;

/** To the exact scope; what it was an answer to is in the audit log. */
export type JournalGrant = Pick<PermissionGrant, "module" | "hash" | "permission" | "scope" | "lasts" | "by" | "at">;

export interface JournalPlace {
  readonly slot: number;
  readonly name: string;
  /** Absent: where it draws itself. */
  readonly place?: Placement;
}

export type Reason = "add" | "swap" | "rollback" | "revive" | "restart";

export interface JournalTurn {
  /** As of its end; a turn in which time stands still has the tick of the one before. */
  readonly tick: number;
  readonly hold?: true;
  readonly input?: readonly InputRecord[];
  readonly edits?: readonly PropertyEdit[];
  readonly others?: OthersNews;
  readonly broker?: BrokerNews;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const json = v.unknown() as v.GenericSchema<Json>;
const input = v.variant("type", [
  v.object({ type: v.picklist(["keyDown", "keyUp"]), key: v.string(), repeat: v.boolean(), viewer: whole }),
  v.object({
    type: v.picklist(["pointerDown", "pointerUp", "pointerMove"]),
    x: v.number(),
    y: v.number(),
    button: v.number(),
    viewer: whole,
  }),
  v.object({ type: v.literal("wheel"), dx: v.number(), dy: v.number(), viewer: whole }),
]);
const turn = {
  tick: whole,
  hold: v.optional(v.literal(true)),
  input: v.optional(v.array(input)),
  edits: v.optional(v.array(v.object({ node: whole, property: v.string(), value: json }))),
  // The child is the only one that reads these, and is behind the wall.
  others: v.optional(
    v.object({
      anew: v.optional(v.boolean()),
      changed: v.optional(v.array(v.unknown())),
      gone: v.optional(v.array(v.unknown())),
      messages: v.optional(v.array(v.unknown())),
    }),
  ),
  broker: v.optional(v.object({ changes: v.array(v.unknown()), answers: v.array(v.unknown()) })),
};

const snapshot = v.pipe(
  v.unknown(),
  v.transform((value) => parseSnapshot(value)),
  v.custom<Snapshot>((value) => value !== null),
);

const isHashText = v.custom<Hash>((value) => typeof value === "string" && isHash(value));
const grant = v.object({
  module: v.string(),
  hash: isHashText,
  permission: v.string(),
  scope: v.string(),
  lasts: v.picklist(["run", "version", "always", "never"]),
  by: v.string(),
  at: v.string(),
});
const place = v.object({
  slot: whole,
  name: v.string(),
  place: v.optional(v.object({ x: v.number(), y: v.number(), scale: v.number(), visible: v.boolean() })),
});

const record = v.variant("is", [
  v.object({
    is: v.literal("stage"),
    nodegen: v.string(),
    seed: v.number(),
    width: v.pipe(whole, v.maxValue(100_000)),
    height: v.pipe(whole, v.maxValue(100_000)),
    limits: v.record(v.string(), v.number()),
    at: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  }),
  v.object({
    is: v.literal("module"),
    module: whole,
    name: v.string(),
    hash: isHashText,
    source: v.string(),
    description: v.string(),
    path: v.string(),
    permissions: json,
  }),
  v.object({
    is: v.literal("child"),
    child: whole,
    slot: whole,
    module: whole,
    why: v.picklist(["add", "swap", "rollback", "revive", "restart"]),
    snapshot: v.optional(snapshot),
    moment: v.optional(whole),
    tick: v.optional(whole),
  }),
  v.object({ is: v.literal("grants"), moment: whole, grants: v.array(grant) }),
  v.object({ is: v.literal("arranged"), moment: whole, slots: v.array(place) }),
  v.object({ is: v.literal("turn"), child: whole, ...turn }),
  v.object({
    is: v.literal("digest"),
    child: whole,
    tick: whole,
    digest: v.string(),
    marks: v.string(),
    ticks: v.optional(v.string()),
  }),
  v.object({ is: v.literal("state"), child: whole, tick: whole, state: v.string() }),
  v.object({
    is: v.literal("end"),
    child: whole,
    tick: whole,
    reason: v.string(),
    code: v.optional(v.string()),
    turn: v.optional(v.object(turn)),
    ticks: v.optional(v.string()),
  }),
]);

/** Null: it is none. */
export function parseRecord(entry: Json): JournalRecord | null {
  const parsed = v.safeParse(record, entry);
  return parsed.success ? (parsed.output as JournalRecord) : null;
}
