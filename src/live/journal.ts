/**
 * The flight recorder of a stage: it writes down which children were on it, and what reached each from outside, so that all
 * of it can be played again.
 *
 * A child is written down when it takes over a slot, with everything it has played until then; one that never does leaves
 * no trace. Nothing is read back here, and nothing waits for the disk.
 */
import type { Snapshot } from "../base/snapshot.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { Session } from "../sandbox/sandbox.ts";
import type { ModuleAbout, SlotInfo } from "../wire/page.ts";
import type { JournalGrant, JournalPlace, JournalRecord, Reason } from "./journal-records.ts";
import { JournaledSession } from "./journaled-session.ts";

/** Where records go. `close` settles when they are on their way to the disk. */
export interface JournalSink {
  append(record: JournalRecord): void;
  close(): Promise<void>;
}

export interface Adoption {
  readonly slot: number;
  readonly proven: Proven;
  readonly about: ModuleAbout;
  readonly why: Reason;
}

export class Journal {
  readonly #sink: JournalSink;
  /** By hash and path: the same text may be kept in two places. */
  readonly #modules = new Map<string, number>();
  /** Those that took over a slot last, and the moment at which they were at a tick. */
  readonly #current = new Map<
    number,
    { readonly session: JournaledSession; readonly moment: number; readonly tick: number }
  >();
  /** Of those that have ended, the furthest. */
  #ended = 0;
  #children = 0;
  #grants = "[]";
  #places = "";
  #closing: Promise<void> | undefined;

  constructor(sink: JournalSink, stage: Omit<Extract<JournalRecord, { is: "stage" }>, "is">) {
    this.#sink = sink;
    sink.append({ is: "stage", ...stage });
  }

  /** The same session, listened to. */
  follow(session: Session, snapshot: Snapshot | undefined): JournaledSession {
    return new JournaledSession(session, snapshot);
  }

  /** The child takes over. */
  adopt(session: JournaledSession, { slot, proven, about, why }: Adoption): void {
    const child = ++this.#children;
    const snapshot = session.from;
    const [moment, tick] = [this.#moment, session.playedTick];
    this.#current.set(slot, { session, moment, tick });
    this.#sink.append({ is: "child", child, slot, module: this.#module(proven, about), why, snapshot, moment, tick });
    session.writeTo(child, (record) => {
      this.#sink.append(record);
      if (record.is === "end") this.#forget(slot, session);
    });
  }

  /** All that stands; written where it is not what stood before. */
  grants(grants: readonly JournalGrant[]): void {
    const standing = grants.map(({ module, hash, permission, scope, lasts, by, at }) => ({
      module,
      hash,
      permission,
      scope,
      lasts,
      by,
      at,
    }));
    const text = JSON.stringify(standing);
    if (text === this.#grants) return;
    this.#grants = text;
    this.#sink.append({ is: "grants", moment: this.#moment, grants: standing });
  }

  /** As they stand on the stage; written when one was moved or named, or another one is in front. */
  arranged(slots: readonly SlotInfo[]): void {
    const places: JournalPlace[] = slots.map(({ slot, name, place }) => ({ slot, name, place }));
    const text = JSON.stringify(places);
    if (text === this.#places) return;
    this.#places = text;
    this.#sink.append({ is: "arranged", moment: this.#moment, slots: places });
  }

  /** The furthest that any module has played: ticks that all of them dropped are in no recording. */
  get #moment(): number {
    const moments = [...this.#current.values()].map((one) => one.moment + one.session.playedTick - one.tick);
    return Math.max(this.#ended, ...moments);
  }

  /** It plays no more; held any longer, it would keep its child's buffers. */
  #forget(slot: number, session: JournaledSession): void {
    if (this.#current.get(slot)?.session !== session) return;
    this.#ended = this.#moment;
    this.#current.delete(slot);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#sink.close());
  }

  #module({ checked }: Proven, { description, path }: ModuleAbout): number {
    const { name, hash, source, permissions } = checked;
    const known = this.#modules.get(`${hash} ${name}`);
    if (known !== undefined) return known;
    const module = this.#modules.size + 1;
    this.#modules.set(`${hash} ${name}`, module);
    this.#sink.append({
      is: "module",
      module,
      name,
      hash,
      source,
      description,
      path,
      permissions: { ...permissions },
    });
    return module;
  }
}
