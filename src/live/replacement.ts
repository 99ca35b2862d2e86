/**
 * Another child for a slot: the swap of a changed module, the roll-back to a version that was kept, the revival of a stopped
 * one, the restart from tick 0.
 *
 * Each opens a fresh child beside whatever runs and lets it take over only when it is ready; if it never is, nothing has
 * changed and the findings say why. A swap is a transaction: snapshot at tick T, the turns since T played flat out until
 * the child is level, change-over between two ticks.
 */
import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import { proofOf, type Proven, type Proving } from "../sandbox/proven.ts";
import type { End, Session, TickResult } from "../sandbox/sandbox.ts";
import type { ModuleAbout, SwapReport } from "../wire/page.ts";
import { carriedOver } from "./carried.ts";
import { REMOVED } from "./journal-records.ts";
import { noSlot, notLive, notProven, noVersion } from "./problems.ts";
import type { Slot } from "./slot.ts";
import type { Turn } from "./successor.ts";

export type Refusal = Problem | readonly Finding[];
/** A fresh child with the module in it, from the snapshot or from its start. */
export type Open = (module: Proven | Proving, snapshot?: Snapshot) => Promise<Result<Session, Refusal>>;

/** A module that is not level after this many ticks is slower than the clock: it takes over all the same, and is late. */
const MOST_REPLAYED = 256;
const NOT_PROVEN = "it was not proven";
const idle: Turn = { input: [], edits: [] };

/** The same module once more: from `snapshot`, or without one from its start. */
export async function reopen(
  slot: Slot,
  open: Open,
  why: "add" | "revive" | "restart",
  snapshot?: Snapshot,
): Promise<Result<null, Refusal>> {
  const { proven, info } = slot;
  const opened = await open(proven, snapshot);
  if (!opened.ok) return opened;
  const session = opened.value;
  const keyframe = await session.keyframe();
  if (slot.isRemoved) return gone(slot, session);
  if (!keyframe.ok) return err(refusal(keyframe.error, "start", info.name));
  const fromStart = snapshot === undefined;
  const as = {
    proven,
    about: info.about,
    snapshot,
    why,
    fromStart,
    asks: [],
    word: undefined,
    ahead: 0,
    held: [],
    left: [],
  };
  slot.takeOver(session, keyframe.value, as);
  return ok(null);
}

/** A changed module in the place of the one that runs, or that ran until it was stopped. */
export async function swap(
  slot: Slot,
  module: Proven | Proving,
  about: ModuleAbout,
  open: Open,
): Promise<Result<SwapReport, Refusal>> {
  // The request for the snapshot stands in line between two ticks, and every turn asked for after it is written down.
  const turns = slot.turns.record(slot.told());
  const { early } = slot.turns;
  const left = await snapshotOf(slot);
  // While nothing has moved since a swap, what was swapped in is left out: many saves are one tick ahead, not many.
  if (early) turns.unshift(...early.turns);
  const prepared = await prepare(module, early?.snapshot ?? left, open, turns);
  slot.turns.stopRecording();
  if (!prepared.ok) return prepared;
  if (slot.isRemoved) return gone(slot, prepared.value.session);
  const { proven } = prepared.value;
  slot.versions.change(left, { proven, about });
  return ok(changeOver(slot, about, prepared.value, turns, "swap"));
}

/**
 * A version that was kept, with the state that it was left in, in the place of the one that runs. Its time goes on from
 * there: the turns that others have played since belong to them.
 */
export async function rollBack(slot: Slot, number: number, open: Open): Promise<Result<SwapReport, Refusal>> {
  const version = slot.versions.find(number);
  if (!version?.snapshot) {
    const kept = slot.versions.infos.filter(({ tick }) => tick !== undefined);
    return err(
      noVersion(
        slot.info.name,
        number,
        kept.map((one) => one.version),
      ),
    );
  }
  const left = await snapshotOf(slot);
  const prepared = await prepare(version.proven, version.snapshot, open, []);
  if (!prepared.ok) return prepared;
  if (slot.isRemoved) return gone(slot, prepared.value.session);
  slot.versions.change(left, number);
  return ok(changeOver(slot, version.about, prepared.value, [], "rollback"));
}

/** Between two ticks. */
function changeOver(
  slot: Slot,
  about: ModuleAbout,
  { proven, session, from, carried, level: { played, ticks, ahead, held } }: Prepared,
  left: readonly Turn[],
  why: "swap" | "rollback",
): SwapReport {
  const last = played.at(-1)!;
  // Only next to one that runs is there a clock to be level with.
  const early = why === "swap" && slot.isLive ? ahead : 0;
  const asks = played.flatMap((tick) => tick.asks ?? []);
  // In a tick that was played again it has been said already.
  const word = ahead > 0 ? last.others : { ...last.others, sends: [] };
  const as = { proven, about, snapshot: carried, why, fromStart: false, asks, word, ahead: early, held, left };
  slot.takeOver(session, last.keyframe!, as);
  for (const { log, logDropped } of played) slot.tellLog(log, logDropped);
  const { number, versions } = slot;
  return {
    slot: number,
    ticksReplayed: ticks,
    carried: from ? carriedOver(from, carried) : [],
    notCarried: [...(from?.notCarried ?? []), ...session.notRestored],
    version: versions.current,
    rolledBack: why === "rollback",
  };
}

/** As it is now, or as it was last seen. */
async function snapshotOf(slot: Slot): Promise<Snapshot | undefined> {
  const asked = await slot.session?.snapshot();
  return asked?.ok ? asked.value : slot.snapshot;
}

interface Prepared {
  readonly proven: Proven;
  readonly session: Session;
  /** What it was started with. */
  readonly from: Snapshot | undefined;
  /** As the fresh child has it, before its first tick. */
  readonly carried: Snapshot;
  readonly level: Level;
}

async function prepare(
  module: Proven | Proving,
  from: Snapshot | undefined,
  open: Open,
  turns: Turn[],
): Promise<Result<Prepared, Refusal>> {
  const [opened, proven] = await Promise.all([made(module, from, open), proofOf(module)]);
  if (proven === undefined) {
    if (opened.ok) opened.value.session.kill(NOT_PROVEN);
    return err(notProven(module.checked.name));
  }
  if (!opened.ok) return opened;
  const { session, carrying } = opened.value;
  const [carried, level] = await Promise.all([carrying, becomeLevel(session, turns)]);
  if (!carried.ok) return err(refusal(carried.error, "swap in", proven.checked.name));
  if (!level.ok) return err(refusal(level.error, "swap in", proven.checked.name));
  return ok({ proven, session, from, carried: carried.value, level: level.value });
}

/** The snapshot is asked for and not waited for: the child answers one thing after another. */
async function made(module: Proven | Proving, from: Snapshot | undefined, open: Open) {
  const opened = await open(module, from);
  return opened.ok ? ok({ session: opened.value, carrying: opened.value.snapshot() }) : opened;
}

interface Level {
  /** The last one has a keyframe. */
  readonly played: readonly TickResult[];
  /** How many of them were no turns without time. */
  readonly ticks: number;
  /** 1 when there was no tick to play, and it took one of its own to show that it can. */
  readonly ahead: number;
  /** Then: the turns without time before it. */
  readonly held: readonly Turn[];
}

/** Plays `turns`, which go on growing meanwhile, until none is left; at least one tick. */
async function becomeLevel(session: Session, turns: Turn[]): Promise<Result<Level, End>> {
  const played: TickResult[] = [];
  const held: Turn[] = [];
  let ticks = 0;
  let ahead = 0;
  do {
    const turn = turns.shift() ?? idle;
    if (turn === idle) ahead = 1;
    if (turn.hold) held.push(turn);
    else ticks++;
    const isLast = (turns.length === 0 && ticks > 0) || played.length === MOST_REPLAYED - 1;
    const result = await session.tick({ ...turn, keyframe: isLast, digest: false });
    if (!result.ok) return result;
    played.push(result.value);
  } while ((turns.length > 0 || ticks === 0) && played.length < MOST_REPLAYED);
  return ok({ played, ticks, ahead, held });
}

const refusal = (end: End, action: string, name: string): Refusal =>
  end.findings.length > 0 ? end.findings : notLive(action, name, end.reason);

function gone(slot: Slot, session: Session): Result<never, Refusal> {
  session.kill(REMOVED);
  return err(noSlot("change", slot.number));
}
