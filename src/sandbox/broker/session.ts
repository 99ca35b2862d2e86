/**
 * The broker's side of one child: counts its calls, does them, and keeps the answers in the order of the requests until a
 * tick takes them. When the child is gone, what is under way is aborted and nothing is answered any more.
 */
import {
  type BrokerAnswer,
  type BrokerAsk,
  type BrokerNews,
  type CallError,
  MOST_WAITING,
} from "../../base/broker-call.ts";
import type { Json } from "../../base/json.ts";
import type { Problem } from "../../base/problem.ts";
import { err, ok, type Result } from "../../base/result.ts";
import type { ModuleIdentity } from "../../permission/decision.ts";
import { askEffect, type Tokens } from "./ask.ts";
import type { BrokerSession, Texture } from "./broker.ts";
import type { EffectContext } from "./effect.ts";
import { fetchEffect } from "./fetch/fetch.ts";
import type { BrokerLimits } from "./limits.ts";
import { makePermit } from "./permit.ts";
import type { BrokerPowers } from "./powers.ts";
import { Rate } from "./rate.ts";
import { readTextEffect } from "./read-text.ts";
import { type OpenStorage, storageEffect } from "./storage-effects.ts";
import { readTexture } from "./texture.ts";
import { WatchedPermissions } from "./watched-permissions.ts";

type Sort = keyof BrokerLimits["perMinute"];

/** What the first call of a queue follows. */
const nothingYet = ok(null);

/** UTF-16 units of answers that one tick takes in, but for a single larger one. */
const MOST_NEWS = 2 ** 20;

export interface SessionOptions {
  readonly module: ModuleIdentity;
  readonly powers: BrokerPowers;
  readonly limits: BrokerLimits;
  readonly openStorage: OpenStorage;
}

export class ChildSession implements BrokerSession {
  readonly #context: EffectContext;
  readonly #openStorage: OpenStorage;
  readonly #ending = new AbortController();
  readonly #permissions: WatchedPermissions;
  readonly #rates: Readonly<Record<Sort, Rate>>;
  readonly #tokens: Tokens = { used: 0 };
  /** One after the other: what a module stores and then reads comes out as it went in. */
  #storage = Promise.resolve<Result<Json, CallError>>(nothingYet);
  /** One after the other: what a question cost is known before the next one is asked. */
  #questions = Promise.resolve<Result<Json, CallError>>(nothingYet);
  #waiting = 0;
  #ready: BrokerAnswer[] = [];

  constructor({ module, powers, limits, openStorage }: SessionOptions) {
    const { signal } = this.#ending;
    this.#context = { module, powers, limits, signal, permit: makePermit(powers, module, signal) };
    this.#openStorage = openStorage;
    this.#permissions = new WatchedPermissions(powers, module);
    const { fetch, readText, storage, ask, query, texture } = limits.perMinute;
    const rate = (most: number) => new Rate(powers.clock, most);
    this.#rates = {
      fetch: rate(fetch),
      readText: rate(readText),
      storage: rate(storage),
      ask: rate(ask),
      query: rate(query),
      texture: rate(texture),
    };
  }

  put(asks: readonly BrokerAsk[]): void {
    for (const ask of asks) void this.#serve(ask);
  }

  take(): BrokerNews | undefined {
    const changes = this.#permissions.take();
    const answers = this.#takeReady();
    return changes.length + answers.length === 0 ? undefined : { changes, answers };
  }

  async texture(path: string): Promise<Result<Texture, Problem>> {
    const read = this.#admits("texture") ? await readTexture(path, this.#context) : err(this.#tooOften("texture"));
    if (read.ok) return read;
    return err({
      code: read.error.notCapable ? "TEXTURE_NOT_PERMITTED" : "TEXTURE_UNREADABLE",
      message: read.error.message,
      hint: "`bun nodegen audit` lists what was decided.",
    });
  }

  close(): void {
    this.#ending.abort();
    this.#permissions.close();
    this.#ready = [];
  }

  /** In the order of the requests, as many as one tick takes in; one at least. */
  #takeReady(): BrokerAnswer[] {
    this.#ready.sort((one, other) => one.id - other.id);
    let size = 0;
    let count = 0;
    for (const answer of this.#ready) {
      size += sizeOf(answer);
      if (size > MOST_NEWS && count > 0) break;
      count++;
    }
    return this.#ready.splice(0, count);
  }

  async #serve(ask: BrokerAsk): Promise<void> {
    this.#waiting++;
    const answer = await this.#answer(ask);
    this.#waiting--;
    if (this.#ending.signal.aborted) return;
    const { id } = ask;
    this.#ready.push(answer.ok ? { id, ok: true, value: answer.value } : { id, ok: false, error: answer.error });
  }

  async #answer(ask: BrokerAsk): Promise<Result<Json, CallError>> {
    // The engine holds back what is too much: whoever sends it all the same is not the engine.
    if (this.#waiting + this.#ready.length > MOST_WAITING)
      return err({ message: `Cannot do more than ${MOST_WAITING} things at once` });
    const sort = sorts[ask.call];
    return this.#admits(sort) ? this.#perform(ask) : err(this.#tooOften(sort));
  }

  #perform(ask: BrokerAsk): Promise<Result<Json, CallError>> {
    const context = this.#context;
    switch (ask.call) {
      case "fetch":
        return fetchEffect(ask.args, context);
      case "readText":
        return readTextEffect(ask.args, context);
      case "ask":
        return (this.#questions = this.#questions.then(() => askEffect(ask.args, context, this.#tokens)));
      case "permissions.query":
        return this.#permissions.query(ask.args);
      default:
        return (this.#storage = this.#storage.then(() => storageEffect(ask, context, this.#openStorage)));
    }
  }

  #admits(sort: Sort): boolean {
    return this.#rates[sort].admits();
  }

  #tooOften(sort: Sort): CallError {
    return { message: `Cannot use ${sort} now: ${this.#context.limits.perMinute[sort]} times a minute is the limit` };
  }
}

const sorts: Readonly<Record<BrokerAsk["call"], Sort>> = {
  fetch: "fetch",
  readText: "readText",
  "storage.get": "storage",
  "storage.set": "storage",
  "storage.delete": "storage",
  ask: "ask",
  "permissions.query": "query",
};

const sizeOf = (answer: BrokerAnswer): number => (answer.ok ? JSON.stringify(answer.value).length : 0);
