/**
 * Where a child of a recording can begin but at its beginning: at a state that the journal holds. A state is lossy, so it is
 * tried first, by a child that nobody sees: it has to give the next digests of the journal, up to the moment that is wanted and
 * one beyond it where there is one. What a state cannot bring back may show later all the same, and whoever plays on compares on.
 */
import type { Snapshot } from "../base/snapshot.ts";
import type { Session } from "../sandbox/sandbox.ts";
import { unpackState } from "./recorded-state.ts";
import type { Life } from "./recording.ts";
import { ReplayedChild, type StateRecord } from "./replayed-child.ts";

export interface StartingPoint {
  readonly snapshot: Snapshot;
  /** Of the life's records, those that lie before it. */
  readonly taken: number;
}

/** Fewer ticks are played as quickly as a state is tried. */
const NEAR = 640;

export class StartingPoints {
  readonly #open: (life: Life, snapshot: Snapshot) => Promise<Session | undefined>;
  /** From which the module did not become what it was. */
  readonly #useless = new Set<StateRecord>();

  constructor(open: (life: Life, snapshot: Snapshot) => Promise<Session | undefined>) {
    this.#open = open;
  }

  /** Far enough after tick `after` to be worth it, and not after `tick`. Undefined: there is none, or it does not lead there. */
  async find(life: Life, after: number, tick: number): Promise<StartingPoint | undefined> {
    if (tick < after + NEAR) return undefined;
    const lastDigest = life.records.findLast(({ is }) => is === "digest")?.tick ?? 0;
    const fits = (state: StateRecord) => state.tick <= tick && state.tick < lastDigest && !this.#useless.has(state);
    const state = life.states.findLast(fits);
    if (!state || state.tick < after + NEAR) return undefined;
    const snapshot = unpackState(state.state);
    // It is as of its digest: what happened while time stood still there comes after it.
    const taken = life.records.findIndex((one) => one.is === "digest" && one.tick === state.tick) + 1;
    if (snapshot && taken > 0 && (await this.#leadsTo(tick, life, { snapshot, taken }))) return { snapshot, taken };
    this.#useless.add(state);
    return undefined;
  }

  /** Whether some of them have been tried in vain. */
  hasUseless(life: Life): boolean {
    return life.states.some((state) => this.#useless.has(state));
  }

  /** None of them is to be trusted any more. */
  giveUp(life: Life): void {
    for (const state of life.states) this.#useless.add(state);
  }

  async #leadsTo(tick: number, life: Life, { snapshot, taken }: StartingPoint): Promise<boolean> {
    const session = await this.#open(life, snapshot);
    if (!session) return false;
    const child = new ReplayedChild(session, { slot: life.slot, name: "", isFromState: true });
    try {
      for (const record of life.records.slice(taken)) {
        if (record.is === "end") break;
        if (await child.take(record)) return false;
        if (record.is === "digest" && record.tick > tick) break;
      }
      return true;
    } finally {
      child.kill();
    }
  }
}
