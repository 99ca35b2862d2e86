/**
 * One realm as the child's program holds it: builds the bare context, compiles the realm's bundle and later the module
 * inside it, and drives it with text.
 *
 * No object of this outer realm ever enters the inner one: what goes in is strings and functions that were compiled
 * inside; what comes out is strings and byte arrays that were made inside. `drainMicrotasks` above all stays here: the
 * realm hands control back where promise jobs are due, and is resumed after they ran.
 */
import { drainMicrotasks } from "bun:jsc";
import { createContext, Script } from "node:vm";

import type { Request } from "../wire/protocol.ts";
import { encodeReply } from "../wire/reply.ts";
import type * as Realm from "./realm.ts";
import { intrinsicNames } from "./realm/intrinsics.ts";
import { MODULE_FILE, moduleText } from "./realm/module-text.ts";
import { rehearsal } from "./rehearsal.ts";
import { withBudget } from "./watchdog.ts";

/** `import()` gets a string to reject with: an error of the outer realm would be a way out. */
function refuseImport(): never {
  // oxlint-disable-next-line no-throw-literal
  throw 'Cannot import: a module imports from "nodegen" and nothing else';
}

/** The child ends a turn itself a little before the host's budget is over, so that it can still say what was running. */
const OWN_SHARE = 0.9;

/** What a module names that has bodies, or their world. */
const hasBodies = /\b(?:(?:Static|Rigid|Animatable)Body2D|physics)\b/;

export class Harness {
  readonly #context = createContext(Object.create(null) as object, { codeGeneration: { strings: false, wasm: false } });
  readonly #realm: typeof Realm;
  /** Text until a module asks for it; then empty. */
  #solver: string;

  /** `solver` is what bodies are simulated with: compiled when the first module that has some is loaded. */
  constructor(bundle: string, solver: string = "") {
    this.#solver = solver;
    const intrinsics = this.#run(`[${intrinsicNames.join(",")}]`, "intrinsics.js") as unknown[];
    const build = this.#run(
      `(function (${intrinsicNames.join(",")}) {"use strict";${bundle}\nreturn realm;})`,
      "realm.js",
    );
    this.#realm = (build as (...values: unknown[]) => typeof Realm)(...intrinsics);
    // What modules may name is handed to them as parameters: nothing is left to be found.
    this.#run(
      "((all, { ownKeys, deleteProperty }) => ownKeys(all).forEach((name) => deleteProperty(all, name)))(globalThis, Reflect)",
      "clean.js",
    );
  }

  /**
   * Touches what a turn will need, so that the runtime loads it before the lock. Then it plays a module of ours so many
   * times and forgets it: code is compiled when it first runs, and what is compiled now keeps nobody waiting later.
   */
  warm(rehearsals: number): void {
    withBudget(1_000, () => drainMicrotasks());
    digestOf(new Uint8Array(1));
    this.#compile("(function () {})");
    for (let time = 0; time < rehearsals; time++) this.#rehearse();
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
    if (this.#solver === "" || !hasBodies.test(code)) return;
    const text = `(function (${intrinsicNames.join(",")}) {"use strict";${this.#solver}\nreturn solver;})`;
    this.#solver = "";
    this.#realm.receiveSolver(this.#run(text, "solver.js") as Realm.Module);
  }

  #compile(text: string): unknown {
    return this.#run(text, MODULE_FILE);
  }

  #run(text: string, filename: string): unknown {
    return new Script(text, { filename, importModuleDynamically: refuseImport }).runInContext(this.#context);
  }
}

const digestOf = (bytes: Uint8Array): string => `sha256:${new Bun.CryptoHasher("sha256").update(bytes).digest("hex")}`;
