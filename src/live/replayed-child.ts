/**
 * One child of a journal, played again: it is brought to the tick of each record by turns that bring nothing, and then given
 * what the record says. The first thing that is not as it was then is the difference.
 */
import type { End, Session, SessionTick } from "../sandbox/sandbox.ts";
import { DIGEST_EVERY, type JournalRecord, type JournalTurn } from "./journal-records.ts";

export interface Difference {
  readonly slot: number;
  readonly module: string;
  /** Where it was seen. */
  readonly tick: number;
  /** Up to here everything was equal; it arose after it. */
  readonly equalAt?: number;
  /** The path of the first node that differs; absent where no node does, or none can be named. */
  readonly node?: string;
  /** The end of a sentence. */
  readonly what: string;
}

type ChildRecord = Extract<JournalRecord, { is: "turn" | "digest" | "end" }>;

/** Ends by the clock or the memory of a machine are not repeated on another. */
const ofTheMachine = new Set([
  "SMOKE_TOO_SLOW",
  "SMOKE_OUT_OF_MEMORY",
  "SMOKE_EXHAUSTED",
  "SMOKE_DIED",
  "SMOKE_BAD_REPLY",
]);
const idle: JournalTurn = { tick: 0 };

export class ReplayedChild {
  /** Played. */
  ticks = 0;
  /** Compared and found equal. */
  digests = 0;
  readonly #session: Session;
  readonly #slot: number;
  readonly #name: string;
  #tick: number;
  #equalAt: number;
  /** Of the last tick, when it was asked for. */
  #digest: string | undefined;

  constructor(session: Session, { slot, name }: { readonly slot: number; readonly name: string }) {
    this.#session = session;
    this.#slot = slot;
    this.#name = name;
    this.#tick = this.#equalAt = session.firstTick;
  }

  kill(): void {
    this.#session.kill("the replay is over");
  }

  async take(record: ChildRecord): Promise<Difference | undefined> {
    switch (record.is) {
      case "turn":
        return (await this.#reach(record.hold ? record.tick : record.tick - 1)) ?? this.#play(record);
      case "digest":
        return (await this.#reach(record.tick)) ?? this.#compare(record);
      case "end": {
        const difference = await this.#reach(record.tick);
        const ended = difference ?? (await this.#repeatEnd(record));
        this.kill();
        return ended;
      }
    }
  }

  /** Plays on until this is the last tick that was played. No journal leaves out more ticks than lie between two digests. */
  async #reach(tick: number): Promise<Difference | undefined> {
    if (tick < this.#tick || tick > this.#tick + DIGEST_EVERY)
      return this.#difference(`the journal goes on at tick ${tick}, which cannot be`);
    while (this.#tick < tick) {
      const difference = await this.#play(idle);
      if (difference) return difference;
    }
    return undefined;
  }

  async #play(turn: JournalTurn): Promise<Difference | undefined> {
    const played = await this.#session.tick(asRequest(turn, (this.#tick + 1) % DIGEST_EVERY === 0));
    if (!played.ok) return this.#stopped(played.error);
    if (!turn.hold) {
      this.#tick++;
      this.ticks++;
    }
    if (played.value.digest !== undefined) this.#digest = played.value.digest;
    return undefined;
  }

  async #compare({ tick, digest, marks }: Extract<ChildRecord, { is: "digest" }>): Promise<Difference | undefined> {
    if (this.#digest === digest) {
      this.digests++;
      this.#equalAt = tick;
      return undefined;
    }
    const node = await this.#differingNode(marks);
    return this.#difference("the state is another than the journal's", node);
  }

  async #differingNode(recorded: string): Promise<string | undefined> {
    const marks = await this.#session.marks();
    if (!marks.ok || marks.value === recorded) return undefined;
    let at = 0;
    while (marks.value.slice(4 * at, 4 * at + 4) === recorded.slice(4 * at, 4 * at + 4)) at++;
    const paths = await this.#session.paths();
    if (!paths.ok) return undefined;
    const share = Math.ceil(paths.value.length / Math.max(1, marks.value.length / 4));
    return paths.value[at * share] ?? paths.value.at(-1);
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
    return { slot: this.#slot, module: this.#name, tick: this.#tick, equalAt: this.#equalAt, node, what };
  }
}

const asRequest = ({ hold, input = [], edits = [], others, broker }: JournalTurn, digest: boolean): SessionTick => ({
  input,
  edits,
  ...(others && { others }),
  ...(broker && { broker }),
  ...(hold && { hold }),
  keyframe: false,
  digest,
});
