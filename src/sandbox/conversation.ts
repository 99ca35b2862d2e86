/**
 * What is asked of one child and what it answers: one thing after another, each with a budget of time, memory and bytes.
 *
 * The child may be run by an attacker in full. Nothing it writes is kept beyond the bounds of the request that is being
 * answered, and what it writes is read always, since an unread stream would be buffered without bound.
 */
import { err, ok, type Result } from "../base/result.ts";
import type { LimitRequest, Request, TrespassRequest } from "../wire/protocol.ts";
import { beginsWell, type RawReply, readHead, type ReplyBounds, ReplyReader } from "../wire/reply.ts";
import type { Stream } from "./powers.ts";
import type { Overstep, Watch } from "./watch.ts";

/** Why a child is over; `detail` is the end of a sentence about the child. */
export interface Breach {
  /** "killed": by a SIGKILL that the host did not send, and that no module can send. "stalled": it was not let work. */
  readonly kind: "time" | "stalled" | "memory" | "output" | "malformed" | "died" | "killed" | "ended by the host";
  readonly detail: string;
}

/** Not for what the module did. */
export const isAccident = ({ kind }: Breach): boolean => kind === "killed" || kind === "stalled";

export interface Budget extends ReplyBounds {
  readonly ms: number;
}

export interface TimedReply extends Omit<RawReply, "head"> {
  /** Any JSON at all. */
  readonly head: unknown;
  /** Wall-clock milliseconds from when the child could begin with it. */
  readonly ms: number;
}

interface Asked {
  readonly budget: Budget;
  readonly reader: ReplyReader;
  /** Null, or what is wrong with it. */
  readonly answer: (reply: RawReply, ms: number) => string | null;
  readonly end: (breach: Breach) => void;
}

/** What is made of a reply for the one who asked; the error is the end of a sentence about the child. */
export type Read<T> = (reply: RawReply, ms: number) => Result<T, string>;

export class Conversation {
  readonly #stream: Stream;
  readonly #watch: Watch;
  readonly #onBreach: (breach: Breach) => void;
  #breach: Breach | undefined;
  /** The first one is being answered; the others wait in the child's stream. */
  readonly #asked: Asked[] = [];
  #began = 0;
  /** Its time is up, and it was told so: it may still say what it was doing. */
  #late: Breach | undefined;
  #stopWatching = (): void => {};
  /** Lines for the child, until the one who asks has asked everything. */
  #lines = "";
  /** What the stream had no room for. */
  #unsent: Uint8Array = new Uint8Array(0);

  /** `onBreach` is called once, at the first breach. */
  constructor(stream: Stream, watch: Watch, onBreach: (breach: Breach) => void) {
    this.#stream = stream;
    this.#watch = watch;
    this.#onBreach = onBreach;
  }

  /** One request, one reply, in order. The next may be asked before the last was answered; its time begins after it. */
  ask<T>(request: Request | LimitRequest | TrespassRequest, budget: Budget, read: Read<T>): Promise<Result<T, Breach>> {
    const answer = this.hear(budget, read);
    if (this.#breach === undefined) this.#say(`${JSON.stringify(request)}\n`);
    return answer;
  }

  /** A reply that nobody asked for: the greeting. */
  hear<T>(budget: Budget, read: Read<T>): Promise<Result<T, Breach>> {
    if (this.#breach !== undefined) return Promise.resolve(err(this.#breach));
    return new Promise((settle) => {
      const end = (breach: Breach): void => settle(err(breach));
      const answer = (reply: RawReply, ms: number): string | null => {
        const made = read(reply, ms);
        if (!made.ok) return made.error;
        settle(made);
        return null;
      };
      this.#asked.push({ budget, reader: new ReplyReader(budget), answer, end });
      if (this.#asked.length === 1) this.#watchNext();
    });
  }

  /** The first reason is the one that counts. */
  end(reason: Breach): void {
    if (this.#breach !== undefined) return;
    const breach = (this.#breach = this.#late ?? reason);
    this.#stopWatching();
    this.#onBreach(breach);
    for (const { end } of this.#asked.splice(0)) end(breach);
  }

  get breach(): Breach | undefined {
    return this.#breach;
  }

  /** What came from the child. */
  receive(bytes: Uint8Array): void {
    for (let rest = bytes; rest.length > 0 && this.#breach === undefined;) {
      const [asked, next] = this.#asked;
      if (asked === undefined) return this.end({ kind: "malformed", detail: "spoke without being asked" });
      // What follows a reply belongs to the next one; without one there is nothing that may follow.
      const part = next === undefined ? rest : rest.subarray(0, asked.reader.missing);
      rest = rest.subarray(part.length);
      const read = asked.reader.push(part);
      if (!read.ok) return this.end({ kind: "malformed", detail: read.error });
      if (read.value === null) continue;
      // It ended of itself just then: what it was told may reach what comes next.
      if (this.#late !== undefined && beginsWell(read.value.head)) return this.end(this.#late);
      const wrong = asked.answer(read.value, performance.now() - this.#began);
      if (wrong !== null) return this.end({ kind: "malformed", detail: wrong });
      this.#asked.shift();
      this.#watchNext();
    }
  }

  /** Writes what there is room for now. */
  flush(): void {
    if (this.#unsent.length > 0 && this.#breach === undefined)
      this.#unsent = this.#unsent.subarray(this.#stream.write(this.#unsent));
  }

  #watchNext(): void {
    this.#stopWatching();
    this.#began = performance.now();
    this.#late = undefined;
    const next = this.#asked[0];
    const late = (overstep: Overstep): void => void (this.#late = overstep);
    const end = (overstep: Overstep): void => this.end(overstep);
    this.#stopWatching = next ? this.#watch.during(next.budget.ms, { late, end }) : (): void => {};
  }

  /** What is asked in one go is written in one go: a smoke run's requests are one write. */
  #say(line: string): void {
    if (this.#lines === "") queueMicrotask(() => this.#send());
    this.#lines += line;
  }

  #send(): void {
    const bytes = new TextEncoder().encode(this.#lines);
    this.#lines = "";
    this.#unsent = this.#unsent.length === 0 ? bytes : Buffer.concat([this.#unsent, bytes]);
    this.flush();
  }
}

export function readReply({ head, delta, keyframe }: RawReply, ms: number): Result<TimedReply, string> {
  const read = readHead(head);
  return read.ok ? ok({ head: read.value, delta, keyframe, ms }) : read;
}
