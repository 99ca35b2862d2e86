/**
 * One realm as the child's program holds it: an engine of its own in the child's context, in which it compiles the module,
 * and which it drives with text.
 *
 * No object of this outer realm ever enters the inner one: what goes in is strings and functions that were compiled
 * inside; what comes out is strings and byte arrays that were made inside. `drainMicrotasks` above all stays here: the
 * realm hands control back where promise jobs are due, and is resumed after they ran.
 */
import { drainMicrotasks } from "bun:jsc";

import type { Request } from "../wire/protocol.ts";
import { encodeReply } from "../wire/reply.ts";
import type { Context } from "./context.ts";
import type * as Realm from "./realm.ts";
import { MODULE_FILE, moduleText } from "./realm/module-text.ts";
import { rehearsal } from "./rehearsal.ts";
import { withBudget } from "./watchdog.ts";

/** The child ends a turn itself a little before the host's budget is over, so that it can still say what was running. */
const OWN_SHARE = 0.9;

/** What a module names that has bodies, or their world. */
const hasBodies = /\b(?:(?:Static|Rigid|Animatable)Body2D|physics)\b/;

export class Harness {
  readonly #context: Context;
  readonly #realm: typeof Realm;
  #hasSolver = false;

  constructor(context: Context, realm: typeof Realm) {
    this.#context = context;
    this.#realm = realm;
  }

  /**
   * Touches what a turn will need, so that the runtime loads it before the lock. A rehearsal plays a module of ours and forgets
   * it: code is read and linked when it first runs, and what has run keeps nobody waiting later.
   */
  warm(rehearse: boolean): void {
    withBudget(1_000, () => drainMicrotasks());
    digestOf(new Uint8Array(1));
    this.#compile("(function () {})");
    if (rehearse) this.#rehearse();
  }

  #rehearse(): void {
    for (const request of rehearsal) this.answer(request, JSON.stringify(request));
    const head = this.#realm.head("");
    if (!head.startsWith('{"ok":true')) throw new Error(`the rehearsal failed: ${head}`);
    this.#realm.forget();
  }

  /** One request to one reply, as bytes. `line` is the request's own text: nothing else of it goes in. */
  answer(request: Request, line: string): Uint8Array {
    const ended = withBudget(Math.max(1, Math.floor(request.budgetMs * OWN_SHARE)), () => {
      if (request.op === "load") {
        this.#provide(request.code);
        this.#realm.receive(this.#compile(moduleText(request.parameters, request.code)) as Realm.Module);
      }
      this.#realm.begin(line);
      while (this.#realm.resume()) drainMicrotasks();
    });
    if (ended !== "done") this.#realm.giveUp(ended, request.budgetMs);
    const state = this.#realm.stateBytes();
    const head = this.#realm.head(state.length === 0 ? "" : digestOf(state));
    return encodeReply(head, this.#realm.delta(), this.#realm.keyframe());
  }

  #provide(code: string): void {
    if (this.#hasSolver || !hasBodies.test(code)) return;
    this.#hasSolver = true;
    this.#realm.receiveSolver(this.#context.solver);
  }

  #compile(text: string): unknown {
    return this.#context.run(text, MODULE_FILE);
  }
}

const digestOf = (bytes: Uint8Array): string => `sha256:${new Bun.CryptoHasher("sha256").update(bytes).digest("hex")}`;
