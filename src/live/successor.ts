/** Another child for a slot: who takes over, from where, and what is left to do for it. */
import type { BrokerAsk } from "../base/broker-call.ts";
import type { OthersWord } from "../base/others.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { SessionTick } from "../sandbox/sandbox.ts";
import type { ModuleAbout } from "../wire/page.ts";
import type { Reason } from "./journal-records.ts";

/** What a tick was asked with; played again for a successor that has to become level. */
export type Turn = Pick<SessionTick, "input" | "edits" | "others" | "hold">;

/** A state, and the turns without time since. */
export interface Early {
  readonly snapshot: Snapshot;
  readonly turns: Turn[];
}

/** Who takes over, and from where. */
export interface Successor {
  readonly proven: Proven;
  readonly about: ModuleAbout;
  /** What to go back to until the next one is taken. */
  readonly snapshot: Snapshot | undefined;
  readonly why: Reason;
  /** At tick 0: what was owed belongs to the past. */
  readonly fromStart: boolean;
  /** Calls that it has made so far, and that waited. */
  readonly asks: readonly BrokerAsk[];
  /** What it has for the others since: what its predecessor said before counts once. */
  readonly word: OthersWord | undefined;
  /** Ticks that it played and its predecessor did not. */
  readonly ahead: number;
  /** Turns without time that it played between its snapshot and the first of those. */
  readonly held: readonly Turn[];
  /** Turns that its predecessor played and it did not: it owes them. */
  readonly left: readonly Turn[];
}
