/**
 * One child of a journal, played again: it is brought to the tick of each record by turns that bring nothing, and then given
 * what the record says. The first thing that is not as it was then is the difference.
 */
import type { End, Session, SessionTick, TickResult } from "../sandbox/sandbox.ts";
import { type DifferingField, differingField } from "./differing-field.ts";
import { DIGEST_EVERY, type JournalRecord, type JournalTurn } from "./journal-records.ts";
import { unpackState } from "./recorded-state.ts";
import { equalTicks, TickMarks } from "./tick-marks.ts";

export interface Difference {
  readonly slot: number;
  readonly module: string;
  /** The first that differs in what it showed or said; where it did neither, the one at which the state was compared. */
  readonly tick: number;
  /** Up to here everything was equal; it arose after it. */
  readonly equalAt?: number;
  /** The path of the first node that differs at the next digest; absent where no node does, or none can be named. */
  readonly node?: string;
  /** So many others differ there too. */
  readonly otherNodes?: number;
  /** The first field that differs where a state was recorded next; absent where none was, or it was the same again. */
  readonly field?: DifferingField;
  /** The end of a sentence. */
  readonly what: string;
}

export type ChildRecord = Extract<JournalRecord, { is: "turn" | "digest" | "end" }>;

export type StateRecord = Extract<JournalRecord, { is: "state" }>;

/** Who watches it play. */
export interface Onlooker {
  /** Wants a whole picture with this tick. */
  lacks(tick: number): boolean;
  /** `hold`: time stood still. */
  played(tick: number, result: TickResult, hold: boolean): void;
}

/** Ends by the clock or the memory of a machine are not repeated on another. */
const ofTheMachine = new Set([
  "SMOKE_TOO_SLOW",
  "SMOKE_OUT_OF_MEMORY",
  "SMOKE_EXHAUSTED",
  "SMOKE_DIED",
  "SMOKE_BAD_REPLY",
]);
const idle: JournalTurn = { tick: 0 };
/** Hexadecimal digits of a node's mark. */
const MARK = 4;

export interface ReplayedAs {
  readonly slot: number;
  readonly name: string;
  /** It begins in the middle of what was recorded: its frames are other bytes for the same picture, and their marks are not compared. */
  readonly isFromState?: boolean;
}

export class ReplayedChild {
  /** Played. */
  ticks = 0;
  /** Compared and found equal. */
  digests = 0;
  readonly #session: Session;
  readonly #as: ReplayedAs;
  #onlooker: Onlooker | undefined;
  readonly #marks = new TickMarks();
  #tick: number;
  /** Of the last digest that was equal, or of its beginning. */
  #equalAt: number;
  /** Of the last tick, when it was asked for. */
  #digest: string | undefined;

  constructor(session: Session, as: ReplayedAs, onlooker?: Onlooker) {
    this.#session = session;
    this.#as = as;
    this.#onlooker = onlooker;
    this.#tick = this.#equalAt = session.firstTick;
    // As the journal's session did: what a frame looks like depends on it.
    void session.keyframe();
  }

  get session(): Session {
    return this.#session;
  }
  get isFromState(): boolean {
    return this.#as.isFromState ?? false;
  }
  /** The last one that was played. */
  get tick(): number {
    return this.#tick;
  }

  kill(): void {
    this.#session.kill("the replay is over");
  }

  async take(record: ChildRecord): Promise<Difference | undefined> {
    switch (record.is) {
      case "turn":
        return (await this.reach(record.hold ? record.tick : record.tick - 1)) ?? this.#play(record);
      case "digest":
        return (await this.reach(record.tick)) ?? this.#compare(record);
      case "end": {
        const difference = (await this.reach(record.tick)) ?? this.#compareTicks(record.ticks);
        const ended = difference ?? (await this.#repeatEnd(record));
        this.kill();
        return ended;
      }
    }
  }

  /**
   * The difference with the field that it lies in: played on to the next state that was recorded, whatever differs meanwhile.
   * `later` is what the journal says of it after the difference.
   */
  async explain(
    difference: Difference,
    later: readonly ChildRecord[],
    states: readonly StateRecord[],
  ): Promise<Difference> {
    // What comes after a difference is shown to nobody.
    this.#onlooker = undefined;
    const state = states.find(({ tick }) => tick >= this.#tick);
    const recorded = state ? unpackState(state.state) : null;
    if (!state || !recorded || !(await this.#playOnTo(state.tick, later))) return difference;
    const now = await this.#session.snapshot();
    return now.ok ? { ...difference, field: differingField(recorded, now.value, difference.node) } : difference;
  }

  /** A state is as of its digest: turns in which time stood still there come after it. */
  async #playOnTo(tick: number, later: readonly ChildRecord[]): Promise<boolean> {
    for (const record of later) {
      if (record.tick > tick || (record.tick === tick && !isTurnOfTime(record))) break;
      if (await this.reach(isTurnOfTime(record) ? record.tick - 1 : record.tick)) return false;
      if (record.is === "turn" && (await this.#play(record))) return false;
    }
    return !(await this.reach(tick));
  }

  /** Plays on until this is the last tick that was played. No journal leaves out more ticks than lie between two digests. */
  async reach(tick: number): Promise<Difference | undefined> {
    if (tick < this.#tick || tick > this.#tick + DIGEST_EVERY)
      return this.#difference(`the journal goes on at tick ${tick}, which cannot be`);
    while (this.#tick < tick) {
      const difference = await this.#play(idle);
      if (difference) return difference;
    }
    return undefined;
  }

  async #play(turn: JournalTurn): Promise<Difference | undefined> {
    const next = this.#tick + 1;
    const keyframe = this.#onlooker?.lacks(turn.hold ? this.#tick : next) ?? false;
    const played = await this.#session.tick({ ...asRequest(turn, next % DIGEST_EVERY === 0), keyframe });
    if (!played.ok) return this.#stopped(played.error);
    this.#marks.add(played.value, turn.hold === true);
    if (!turn.hold) {
      this.#tick++;
      this.ticks++;
    }
    if (played.value.digest !== undefined) this.#digest = played.value.digest;
    this.#onlooker?.played(this.#tick, played.value, turn.hold === true);
    return undefined;
  }

  async #compare({
    tick,
    digest,
    marks,
    ticks,
  }: Extract<ChildRecord, { is: "digest" }>): Promise<Difference | undefined> {
    const earlier = this.#compareTicks(ticks);
    if (this.#digest === digest && !earlier) {
      this.digests++;
      this.#equalAt = tick;
      return undefined;
    }
    const nodes = await this.#differingNodes(marks);
    const difference = earlier ?? this.#difference("the state is another than the journal's");
    return { ...difference, node: nodes[0], ...(nodes.length > 1 && { otherNodes: nodes.length - 1 }) };
  }

  /** Of the ticks since the last digest. Journals of older versions have no marks of them. */
  #compareTicks(recorded: string | undefined): Difference | undefined {
    const now = this.#marks.take();
    if (this.#as.isFromState || recorded === undefined || recorded === now) return undefined;
    const tick = this.#equalAt + 1 + equalTicks(recorded, now);
    return { ...this.#difference("it showed or said something else than in the journal"), tick };
  }

  async #differingNodes(recorded: string): Promise<readonly string[]> {
    const marks = await this.#session.marks();
    if (!marks.ok || marks.value === recorded) return [];
    const paths = await this.#session.paths();
    if (!paths.ok) return [];
    const count = Math.max(1, marks.value.length / MARK);
    const share = Math.ceil(paths.value.length / count);
    const differing: string[] = [];
    for (let at = 0; at < Math.max(count, recorded.length / MARK); at++) {
      const [from, to] = [at * MARK, (at + 1) * MARK];
      const path = paths.value[at * share] ?? paths.value.at(-1);
      if (path !== undefined && marks.value.slice(from, to) !== recorded.slice(from, to)) differing.push(path);
    }
    return [...new Set(differing)];
  }

  async #repeatEnd({ code, turn, reason }: Extract<ChildRecord, { is: "end" }>): Promise<Difference | undefined> {
    if (code === undefined || turn === undefined || ofTheMachine.has(code)) return undefined;
    const played = await this.#session.tick(asRequest(turn, false));
    if (!played.ok && played.error.findings[0]?.code === code) return undefined;
    const now = played.ok ? "it went on" : `it was stopped otherwise: ${played.error.reason}`;
    return this.#difference(`${now}; then it was stopped: ${reason}`);
  }

  #stopped({ reason }: End): Difference {
    return this.#difference(`it was stopped, and was not then: ${reason}`);
  }

  #difference(what: string, node?: string): Difference {
    const { slot, name } = this.#as;
    return { slot, module: name, tick: this.#tick, equalAt: this.#equalAt, node, what };
  }
}

const isTurnOfTime = (record: ChildRecord): boolean => record.is === "turn" && !record.hold;

const asRequest = ({ hold, input = [], edits = [], others, broker }: JournalTurn, digest: boolean): SessionTick => ({
  input,
  edits,
  ...(others && { others }),
  ...(broker && { broker }),
  ...(hold && { hold }),
  keyframe: false,
  digest,
});
