/**
 * The calls that a module makes to the world outside: each leaves with the tick in which it was made and is answered at
 * the start of a later one, so that a scene with the same answers at the same ticks is the same scene.
 *
 * What is done about a call is the host's business. Here it is held to its size and number, and its promise is kept.
 */
import {
  type BrokerAnswer,
  type BrokerAsk,
  type BrokerCall,
  type BrokerNews,
  MOST_CALL_TEXT,
  MOST_TICK_TEXT,
  MOST_WAITING,
  type PermissionChange,
} from "../base/broker-call.ts";
import type { Json } from "../base/json.ts";
import type { Guard } from "./guard.ts";
import { NotCapable } from "./not-capable.ts";
import { followed, rejected } from "./promise.ts";
import { Signal } from "./signal.ts";

interface Waiting {
  readonly resolve: (value: Json) => void;
  readonly reject: (reason: Error) => void;
}

export class Calls {
  readonly #guard: Guard;
  /** What was queried is another: `permissions.changed`. */
  readonly changed: Signal<[PermissionChange]> = new Signal();
  readonly #waiting = new Map<number, Waiting>();
  #leaving: { readonly ask: BrokerAsk; readonly size: number }[] = [];
  #last = 0;

  constructor(guard: Guard) {
    this.#guard = guard;
  }

  get areWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** `read` makes the answer into what the module gets. */
  make<T>(call: BrokerCall, read: (value: Json) => T): Promise<T> {
    const size = JSON.stringify(call.args).length;
    if (size > MOST_CALL_TEXT)
      return rejected(new RangeError(`Cannot call ${call.call}: it is larger than ${MOST_CALL_TEXT / 1024} kB`));
    if (this.#waiting.size >= MOST_WAITING)
      return rejected(new RangeError(`Cannot call ${call.call}: ${MOST_WAITING} calls are waiting for their answers`));
    const id = ++this.#last;
    this.#leaving.push({ ask: { id, ...call }, size });
    return followed<T>((resolve, reject) =>
      this.#waiting.set(id, { resolve: (value) => resolve(read(value)), reject }),
    );
  }

  /** What leaves with this tick; never more than a reply holds, but for the first. */
  take(): BrokerAsk[] {
    const asks: BrokerAsk[] = [];
    let text = 0;
    for (let next = this.#leaving[0]; next !== undefined; next = this.#leaving[0]) {
      text += next.size;
      if (text > MOST_TICK_TEXT) break;
      asks.push(next.ask);
      this.#leaving.shift();
    }
    return asks;
  }

  /** At each `yield` the realm's promise jobs are due. */
  *hear({ changes, answers }: BrokerNews): Generator<void, void> {
    for (const change of changes) {
      const status = Object.freeze({ ...change });
      this.#guard.call({ node: null, hook: "a listener of permissions.changed" }, () => this.changed.emit(status));
      yield;
    }
    for (const answer of answers) {
      this.#settle(answer);
      yield;
    }
  }

  #settle(answer: BrokerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.ok) return waiting?.resolve(answer.value);
    const { message, notCapable } = answer.error;
    const error = notCapable ? new NotCapable(notCapable.permission, notCapable.scope, message) : new Error(message);
    waiting?.reject(error);
  }
}
