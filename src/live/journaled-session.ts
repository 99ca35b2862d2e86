/**
 * A session that is written down: each turn that brought something from outside, a digest of the state every 64 ticks, now
 * and then the state itself, and how it ended. It passes everything on unchanged, but asks for digest and state beside.
 *
 * Until the child takes over a slot the records wait; if it never does, they are dropped with it.
 */
import type { NodeDescription } from "../base/node-description.ts";
import type { Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { End, Kept, Session, SessionTick, TickResult } from "../sandbox/sandbox.ts";
import { DIGEST_EVERY, type JournalRecord, type JournalTurn } from "./journal-records.ts";
import { packState, StatePace } from "./recorded-state.ts";
import { TickMarks } from "./tick-marks.ts";

/** Without the number of the child, which it has when it takes over. */
type Waiting = ChildRecord extends infer One ? (One extends unknown ? Omit<One, "child"> : never) : never;
type ChildRecord = Extract<JournalRecord, { is: "turn" | "digest" | "state" | "end" }>;

export class JournaledSession implements Session {
  readonly pid: number;
  readonly firstTick: number;
  readonly notRestored: readonly string[];
  readonly ended: Promise<End>;
  /** What it was started from. */
  readonly from: Snapshot | undefined;
  readonly #session: Session;
  readonly #marks = new TickMarks();
  readonly #states = new StatePace();
  #tick: number;
  #waiting: Waiting[] = [];
  /** While a digest is about to be written. */
  #behind: Waiting[] | undefined;
  #write: ((record: Waiting) => void) | undefined;
  #hasEnded = false;

  constructor(session: Session, from: Snapshot | undefined) {
    this.#session = session;
    this.from = from;
    this.pid = session.pid;
    this.firstTick = this.#tick = session.firstTick;
    this.notRestored = session.notRestored;
    this.ended = session.ended.then((end) => this.#end(end));
    // A replay does so too: what a frame looks like depends on whether the first one was a whole picture.
    void session.keyframe();
  }

  /** The last one that it played. */
  get playedTick(): number {
    return this.#tick;
  }

  /** What waits, and from now on everything at once. */
  writeTo(child: number, append: (record: JournalRecord) => void): void {
    this.#write = (record) => append({ ...record, child } as ChildRecord);
    for (const record of this.#waiting.splice(0)) this.#write(record);
  }

  async tick(request: SessionTick): Promise<Result<TickResult, End>> {
    const tick = this.#tick + (request.hold ? 0 : 1);
    const isDue = !request.hold && tick % DIGEST_EVERY === 0;
    const turn = turnOf(tick, request);
    // In one breath with the tick: the next one must not come between.
    const playing = this.#session.tick(isDue ? { ...request, digest: true } : request);
    const marking = isDue ? this.#session.marks() : undefined;
    if (isDue && this.#states.isDue(tick)) void this.#putState(tick, this.#session.keep());
    const played = await playing;
    if (!played.ok) {
      this.#end(played.error, turn);
      return played;
    }
    this.#tick = tick;
    this.#marks.add(played.value, request.hold === true);
    this.#states.played(played.value);
    if (turn.hold || turn.input || turn.edits || turn.others || turn.broker) this.#put({ is: "turn", ...turn });
    if (marking)
      void this.#putDigest(
        { is: "digest", tick, digest: played.value.digest ?? "", ticks: this.#marks.take() },
        marking,
      );
    return played;
  }

  describe(): Promise<Result<NodeDescription, End>> {
    return this.#session.describe();
  }
  describeNode(id: number): Promise<Result<NodeDescription | null, End>> {
    return this.#session.describeNode(id);
  }
  snapshot(): Promise<Result<Snapshot, End>> {
    return this.#session.snapshot();
  }
  keep(): Promise<Result<Kept, End>> {
    return this.#session.keep();
  }
  marks(): Promise<Result<string, End>> {
    return this.#session.marks();
  }
  paths(): Promise<Result<readonly string[], End>> {
    return this.#session.paths();
  }
  keyframe(): Promise<Result<Uint8Array, End>> {
    return this.#session.keyframe();
  }
  kill(reason: string): void {
    this.#session.kill(reason);
  }

  /** The first end is the one that counts. */
  #end(end: End, turn?: JournalTurn): End {
    if (this.#hasEnded) return end;
    this.#hasEnded = true;
    const ticks = this.#marks.take() || undefined;
    this.#put({ is: "end", tick: this.#tick, reason: end.reason, code: end.findings[0]?.code, turn, ticks });
    return end;
  }

  /** The marks come with the next replies: what is to be written meanwhile comes after them. */
  async #putDigest(
    digest: Omit<Extract<Waiting, { is: "digest" }>, "marks">,
    marking: Promise<Result<string, End>>,
  ): Promise<void> {
    const behind: Waiting[] = [];
    this.#behind = behind;
    const marks = await marking;
    this.#behind = undefined;
    if (marks.ok) this.#put({ ...digest, marks: marks.value });
    for (const record of behind) this.#put(record);
  }

  async #putState(tick: number, keeping: Promise<Result<Kept, End>>): Promise<void> {
    this.#states.asked();
    const kept = await keeping;
    const began = performance.now();
    const snapshot = kept.ok ? kept.value() : null;
    if (!snapshot) return;
    const packing = packState(snapshot);
    const ms = performance.now() - began;
    const state = await packing;
    this.#states.packed(tick, state.length, ms);
    this.#put({ is: "state", tick, state });
  }

  #put(record: Waiting): void {
    if (this.#behind) this.#behind.push(record);
    else if (this.#write) this.#write(record);
    else this.#waiting.push(record);
  }
}

const turnOf = (tick: number, { hold, input, edits, others, broker }: SessionTick): JournalTurn => ({
  tick,
  hold: hold || undefined,
  input: input.length > 0 ? input : undefined,
  edits: edits.length > 0 ? edits : undefined,
  others,
  broker,
});
