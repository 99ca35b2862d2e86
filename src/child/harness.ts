/**
 * One play of a module as the child's program holds it: it compiles the module in the child's context, and drives it with
 * text.
 *
 * No object of this outer realm ever enters the inner one: what goes in is strings and functions that were compiled
 * inside; what comes out is strings and byte arrays that were made inside. `drainMicrotasks` above all stays here: the
 * play hands control back where promise jobs are due, and is resumed after they ran.
 */
import { drainMicrotasks } from "bun:jsc";

import type { Json } from "../base/json.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { LoadRequest, ReplyHead, Request } from "../wire/protocol.ts";
import { encodeReply } from "../wire/reply.ts";
import type { Context } from "./context.ts";
import type * as Realm from "./realm.ts";
import { MODULE_FILE, moduleText } from "./realm/module-text.ts";
import * as rehearsal from "./rehearsal.ts";
import { type interruptible, uninterrupted } from "./watchdog.ts";

/** What a module names that has bodies, or their world. */
const hasBodies = /\b(?:(?:Static|Rigid|Animatable)Body2D|physics)\b/;

export class Harness {
  readonly #context: Context;
  readonly #within: typeof interruptible;
  readonly #compile: (request: LoadRequest) => Realm.Module;
  readonly #play: Realm.Play;
  #hasSolver = false;

  /** `within` runs a turn, and ends it when the host says so. */
  constructor(context: Context, within: typeof interruptible, compile = compiler(context)) {
    this.#context = context;
    this.#within = within;
    this.#compile = compile;
    this.#play = new context.realm.Play();
  }

  /** Touches what a turn will need, so that the runtime loads it before the lock. */
  static warm(context: Context): void {
    drainMicrotasks();
    digestOf(new Uint8Array(1));
    context.run("(function () {})", MODULE_FILE);
  }

  /**
   * What plays a module of ours, by plays that nobody uses afterwards: code is read, linked and compiled as it runs, and what has
   * run keeps nobody waiting later. The module is evaluated once, since the runtime notes which classes each place has seen, and
   * is slow where there were many; `isNew` has it compiled and evaluated like any other. No signal is waited for: that would be a
   * thread.
   */
  static rehearsals(context: Context): (isNew: boolean) => readonly Harness[] {
    const onlyOnce = context.run(
      "(make) => { let made; return (...values) => (made ??= make(...values)); }",
      "once.js",
    );
    let module: Realm.Module | undefined;
    const compile = (request: LoadRequest): Realm.Module =>
      (module ??= (onlyOnce as (make: Realm.Module) => Realm.Module)(compiler(context)(request)));
    return (isNew) => {
      const play = () => new Harness(context, uninterrupted, isNew ? compiler(context) : compile);
      const [first, successor] = [play(), play()];
      // Our own module's, and not a claim.
      const left = first.#rehearse(rehearsal.verdict) as unknown as Snapshot;
      successor.#rehearse(rehearsal.swap(left));
      return [first, successor];
    };
  }

  /** One request to one reply, as bytes. `line` is the request's own text: nothing else of it goes in. */
  answer(request: Request, line: string): Uint8Array {
    const ended = this.#within(() => {
      if (request.op === "load") {
        this.#provide(request.code);
        this.#play.receive(this.#compile(request));
      }
      this.#play.begin(line);
      while (this.#play.resume()) drainMicrotasks();
    });
    if (ended !== "done") this.#play.giveUp(ended, request.budgetMs);
    const state = this.#play.stateBytes;
    const head = this.#play.head(state.length === 0 ? "" : digestOf(state));
    return encodeReply(head, this.#play.delta, this.#play.keyframe);
  }

  /** The last answer. */
  #rehearse(requests: readonly Request[]): Json | undefined {
    for (const request of requests) this.answer(request, JSON.stringify(request));
    const head = JSON.parse(this.#play.head("")) as ReplyHead;
    if (!head.ok) throw new Error(`the rehearsal failed: ${JSON.stringify(head.fault)}`);
    return head.value;
  }

  #provide(code: string): void {
    if (this.#hasSolver || !hasBodies.test(code)) return;
    this.#hasSolver = true;
    this.#context.realm.receiveSolver(this.#context.solver);
  }
}

const compiler =
  (context: Context) =>
  ({ parameters, code }: LoadRequest): Realm.Module =>
    context.run(moduleText(parameters, code), MODULE_FILE) as Realm.Module;

const digestOf = (bytes: Uint8Array): string => `sha256:${new Bun.CryptoHasher("sha256").update(bytes).digest("hex")}`;
