/**
 * Another child for a slot: the swap of a changed module, the revival of a stopped one, the restart from tick 0.
 *
 * Each opens a fresh child beside whatever runs and lets it take over only when it is ready; if it never is, nothing has
 * changed and the findings say why. A swap is a transaction: snapshot at tick T, the turns since T played flat out until
 * the child is level, change-over between two ticks.
 */
import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { End, Session, TickResult } from "../sandbox/sandbox.ts";
import type { ModuleAbout, SwapReport } from "../wire/page.ts";
import type { Snapshot } from "../wire/protocol.ts";
import { noSlot, notLive } from "./problems.ts";
import type { Slot, Turn } from "./slot.ts";

export type Refusal = Problem | readonly Finding[];
/** A fresh child with the module in it, from the snapshot or from its start. */
export type Open = (proven: Proven, snapshot?: Snapshot) => Promise<Result<Session, Refusal>>;

/** A module that is not level after this many ticks is slower than the clock: it takes over all the same, and is late. */
const MOST_REPLAYED = 256;
const idle: Turn = { input: [], edits: [] };

/** The same module once more: from `snapshot`, or without one from its start. */
export async function reopen(slot: Slot, open: Open, snapshot: Snapshot | undefined): Promise<Result<null, Refusal>> {
  const { proven, info } = slot;
  const opened = await open(proven, snapshot);
  if (!opened.ok) return opened;
  const session = opened.value;
  const keyframe = await session.keyframe();
  if (slot.isRemoved) return gone(slot, session);
  if (!keyframe.ok) return err(refusal(keyframe.error, "start", info.name));
  const fromStart = snapshot === undefined;
  slot.takeOver(session, keyframe.value, { proven, about: info.about, snapshot, fromStart, ahead: 0, left: [] });
  return ok(null);
}

/** A changed module in the place of the one that runs, or that ran until it was stopped. */
export async function swap(
  slot: Slot,
  proven: Proven,
  about: ModuleAbout,
  open: Open,
): Promise<Result<SwapReport, Refusal>> {
  // The request for the snapshot stands in line between two ticks, and every turn asked for after it is written down.
  const turns = slot.record();
  const prepared = await prepare(slot, proven, open, turns);
  slot.stopRecording();
  if (!prepared.ok) return prepared;
  const { session, carried, level, notCarried } = prepared.value;
  if (slot.isRemoved) return gone(slot, session);
  const { played, ahead } = level;
  const last = played.at(-1)!;
  slot.takeOver(session, last.keyframe!, { proven, about, snapshot: carried, fromStart: false, ahead, left: turns });
  for (const { log, logDropped } of played) slot.tellLog(log, logDropped);
  return ok({ slot: slot.number, ticksReplayed: played.length, notCarried });
}

interface Prepared {
  readonly session: Session;
  /** As the fresh child has it, before its first tick. */
  readonly carried: Snapshot;
  readonly level: Level;
  readonly notCarried: readonly string[];
}

async function prepare(slot: Slot, proven: Proven, open: Open, turns: Turn[]): Promise<Result<Prepared, Refusal>> {
  const asked = await slot.session?.snapshot();
  const snapshot = asked?.ok ? asked.value : slot.snapshot;
  const opened = await open(proven, snapshot);
  if (!opened.ok) return opened;
  const session = opened.value;
  const carried = await session.snapshot();
  if (!carried.ok) return err(refusal(carried.error, "swap in", proven.checked.name));
  const level = await becomeLevel(session, turns);
  if (!level.ok) return err(refusal(level.error, "swap in", proven.checked.name));
  const notCarried = [...(snapshot?.notCarried ?? []), ...session.notRestored];
  return ok({ session, carried: carried.value, level: level.value, notCarried });
}

interface Level {
  /** The last one has a keyframe. */
  readonly played: readonly TickResult[];
  /** 1 when there was no turn to play, and it took one of its own to show that it can. */
  readonly ahead: number;
}

/** Plays `turns`, which go on growing meanwhile, until none is left; at least one tick. */
async function becomeLevel(session: Session, turns: Turn[]): Promise<Result<Level, End>> {
  const played: TickResult[] = [];
  let ticks = 0;
  let ahead = 0;
  do {
    const turn = turns.shift() ?? idle;
    if (turn === idle) ahead = 1;
    if (!turn.hold) ticks++;
    const isLast = (turns.length === 0 && ticks > 0) || played.length === MOST_REPLAYED - 1;
    const result = await session.tick({ ...turn, keyframe: isLast, digest: false });
    if (!result.ok) return result;
    played.push(result.value);
  } while ((turns.length > 0 || ticks === 0) && played.length < MOST_REPLAYED);
  return ok({ played, ahead });
}

const refusal = (end: End, action: string, name: string): Refusal =>
  end.findings.length > 0 ? end.findings : notLive(action, name, end.reason);

function gone(slot: Slot, session: Session): Result<never, Refusal> {
  session.kill("taken off the stage");
  return err(noSlot("change", slot.number));
}
