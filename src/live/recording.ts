/**
 * A journal as a recording: whose turn a slot was when, in moments, so that any moment of it can be shown. Pure; what it
 * says is believed as little as the journal is.
 *
 * A child begins with a snapshot or from its start, so each is played by itself, whatever came before it. Moments count
 * ticks as the modules played them: a tick that all of them dropped is in no recording.
 */
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { JournaledModule, JournaledStage, JournalRecord, Reason } from "./journal-records.ts";
import { noRecord, readRecords } from "./read-records.ts";
import type { ChildRecord, StateRecord } from "./replayed-child.ts";

/** One child in its slot. */
export interface Life {
  readonly slot: number;
  readonly module: number;
  readonly why: Reason;
  /** As the stage counted them. */
  readonly version: number;
  readonly snapshot: Snapshot | undefined;
  /** When it took over, and the tick at which it was then. */
  readonly from: number;
  readonly fromTick: number;
  /** The last that is known of it. */
  lastTick: number;
  /** In their order. */
  readonly records: ChildRecord[];
  /** In their order. */
  readonly states: StateRecord[];
}

export interface Recording {
  readonly stage: JournaledStage;
  readonly modules: ReadonlyMap<number, JournaledModule>;
  /** Of each slot, in their order. */
  readonly lives: ReadonlyMap<number, readonly Life[]>;
  /** In their order. */
  readonly places: readonly Extract<JournalRecord, { is: "arranged" }>[];
  /** The last moment. */
  readonly length: number;
}

export const untilOf = ({ from, fromTick, lastTick }: Life): number => from + Math.max(0, lastTick - fromTick);

export function readRecording(entries: readonly Json[]): Result<Recording, Problem> {
  const read = readRecords(entries);
  if (!read.ok) return read;
  const modules = new Map<number, JournaledModule>();
  const children = new Map<number, Life>();
  const lives = new Map<number, Life[]>();
  const places: Extract<JournalRecord, { is: "arranged" }>[] = [];
  let now = 0;
  const closing = closingFrom(read.value);
  for (const [at, record] of read.value.entries()) {
    if (record.is === "module") modules.set(record.module, record);
    else if (record.is === "arranged") places.push(record);
    else if (record.is === "child") {
      if (!modules.has(record.module) || children.has(record.child)) return err(noRecord(at + 2));
      const before = lives.get(record.slot) ?? [];
      const life = lifeOf(record, before, now);
      children.set(record.child, life);
      lives.set(record.slot, [...before, life]);
      now = Math.max(now, life.from);
    } else if (record.is !== "stage" && record.is !== "grants") {
      const life = children.get(record.child);
      if (!life) return err(noRecord(at + 2));
      if (record.is === "state") life.states.push(record);
      else if (at < closing) life.records.push(record);
      life.lastTick = Math.max(life.lastTick, record.tick);
      now = Math.max(now, untilOf(life));
    }
  }
  const [stage] = read.value;
  // A moment more, at which the last end is seen.
  return stage?.is === "stage" ? ok({ stage, modules, lives, places, length: now + 1 }) : err(noRecord(2));
}

type ChildBegun = Extract<JournalRecord, { is: "child" }>;

function lifeOf(record: ChildBegun, before: readonly Life[], now: number): Life {
  const version = versionOf(record, before);
  const { slot, module, why, snapshot, moment = now } = record;
  // A journal of version 1 does not say when: as soon as what stands before it allows.
  const fromTick = record.tick ?? snapshot?.tick ?? 0;
  const from = Math.max(moment, now);
  return { slot, module, why, version, snapshot, from, fromTick, lastTick: fromTick, records: [], states: [] };
}

/** A swap is a new one; a roll-back goes to the last one with its module that was left, whose number no journal says. */
function versionOf({ why, module }: ChildBegun, before: readonly Life[]): number {
  const current = before.at(-1)?.version ?? 1;
  if (why === "swap") return before.reduce((last, { version }) => Math.max(last, version), 0) + 1;
  if (why !== "rollback") return current;
  return before.findLast((life) => life.module === module && life.version !== current)?.version ?? current;
}

/** From here on the stage was closed: that is the end of the recording, and none of the modules'. */
const closingFrom = (records: readonly JournalRecord[]): number =>
  records.findLastIndex((record) => record.is !== "state" && (record.is !== "end" || record.code !== undefined)) + 1;
