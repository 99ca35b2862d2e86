/**
 * What runs in the child's context beside the module: the engine, and what plays a module with it. The bundle is evaluated
 * once; a verdict plays its module twice, one play after the other, each with a scene, a clock, a seed and a log of its own.
 *
 * The exports are what the harness sees. They take text and functions that were compiled in this context, give text and
 * bytes, and never throw: whatever a module throws ends here, as a fault. No function of the outer realm comes in:
 * `resume` returns true where promise jobs are due, and the harness runs them and calls it again.
 */
import * as engine from "../engine/index.ts";
import { setSolver, type Solver } from "../engine/physics/solver.ts";
import type { ChildFault, LoadRequest, ReplyHead, Request } from "../wire/protocol.ts";
import type { Driver, Explained, MakeDriver } from "./drivers/driver.ts";
import { makeNodeDriver } from "./drivers/node.ts";
import { intrinsicNames } from "./realm/intrinsics.ts";
import { makeLog } from "./realm/log.ts";
import { modulePrefix } from "./realm/module-text.ts";
import { readThrown } from "./realm/thrown.ts";
import type * as Standard from "./standard.ts";

/** A parameter of the bundle. */
declare const standard: typeof Standard;

/** One row a kind. */
const drivers: Readonly<Record<string, MakeDriver>> = { node: makeNodeDriver };
/** The parameter of a module's text that holds the engine's exports. */
const ENGINE_PARAMETER = "nodegen$";

type Bytes = { readonly delta: Uint8Array; readonly keyframe: Uint8Array; readonly state: Uint8Array };
type Done = Omit<Extract<ReplyHead, { ok: true }>, "log" | "logDropped" | "digest">;
/** A module's text as a function, compiled in this context. */
export type Module = (...values: unknown[]) => unknown;

const nothing = new Uint8Array(0);
const silent: Bytes = { delta: nothing, keyframe: nothing, state: nothing };
const phases = { load: "compile", start: "construct", tick: "tick", call: "call", snapshot: "call" } as const;
const { given } = standard;

// What a module could leave on what the engine exports would be there when it is played again.
for (const exported of Object.values(engine)) {
  Object.preventExtensions(exported);
  const holder: unknown = typeof exported === "function" ? exported.prototype : exported;
  if (typeof holder !== "object" || holder === null) continue;
  Object.preventExtensions(holder);
  for (const { value, get, set } of Object.values(Object.getOwnPropertyDescriptors(holder)))
    for (const member of [value, get, set] as unknown[])
      if (typeof member === "function") Object.preventExtensions(member);
}

/** Compiled in this context, with the standard objects as parameters like the bundle itself. Each play has its own. */
export function receiveSolver(compiled: Module): void {
  // It makes an object that inherits from Math and sets a `random` of its own there: not possible on what is frozen.
  const loose = Object.fromEntries(
    Object.entries(Object.getOwnPropertyDescriptors(Math)).map(([name, { value }]) => [name, value as unknown]),
  );
  const values: Readonly<Record<string, unknown>> = { ...given, Math: loose };
  setSolver(compiled(...intrinsicNames.map((name) => values[name])) as Solver);
}

/** One module, from its load to the end; a play with a fault stays with it: its scene is of no use any more. */
export class Play {
  #loaded: LoadRequest | null = null;
  #module: Module | null = null;
  #driver: Driver | null = null;
  /** The turn under way, and what came of it. */
  #job: Generator<void, Done> | null = null;
  #phase: ChildFault["phase"] = "compile";
  #draining = false;
  /** As JSON: written inside the turn, where whatever the module's values do while they are read is its own fault. */
  #done: string | null = null;
  #bytes: Bytes = silent;
  #fault: ChildFault | null = null;
  readonly #log = makeLog(
    () => this.#loaded ?? { maxLog: 0, maxLogLine: 0 },
    () => this.#driver?.tick ?? 0,
  );
  readonly #player: Standard.Player = {
    milliseconds: () => this.#driver?.milliseconds ?? 0,
    random: () => this.#driver?.random() ?? 0,
    console: this.#log.console,
  };

  /** The function whose body is the module's text, compiled in this context; the load that uses it follows. */
  receive(compiled: Module): void {
    this.#module = compiled;
  }

  /** `text` is a `Request`. */
  begin(text: string): void {
    const request = JSON.parse(text) as Request;
    standard.follow(this.#player);
    this.#driver?.enter();
    this.#phase = phases[request.op];
    this.#bytes = silent;
    this.#done = null;
    this.#draining = false;
    this.#job = this.#fault === null ? this.#perform(request) : null;
  }

  /** True: run the promise jobs and call again. */
  resume(): boolean {
    if (this.#job === null) return false;
    this.#draining = false;
    try {
      const step = this.#job.next();
      if (!step.done) return (this.#draining = true);
      this.#done = JSON.stringify(step.value);
    } catch (thrown) {
      this.#bytes = silent;
      this.#fault = this.#faultOf(this.#driver?.explain(thrown) ?? { cause: thrown });
    }
    this.#job = null;
    return false;
  }

  /** The harness ended the turn: the host said that its time was up, or there was no stack or memory left to go on with. */
  giveUp(why: "interrupted" | "threw", budgetMs: number): void {
    this.#job = null;
    this.#bytes = silent;
    const running = this.#draining ? { hook: "a promise job" } : (this.#driver?.running() ?? {});
    const exhausted = this.#phase === "compile" ? "SMOKE_NOT_COMPILED" : "SMOKE_EXHAUSTED";
    this.#fault ??=
      why === "interrupted"
        ? this.#faultOf({ ...running, code: "SMOKE_TOO_SLOW", message: `did not end within ${budgetMs} ms` })
        : this.#faultOf({ ...running, code: exhausted, message: "The runtime could not go on" });
  }

  /** The JSON head of the reply; `digest` is of `stateBytes`, or empty. */
  head(digest: string): string {
    const { lines, dropped } = this.#log.take();
    if (this.#fault !== null || this.#done === null)
      return JSON.stringify({ ok: false, fault: this.#fault, log: lines });
    const rest = JSON.stringify({ log: lines, logDropped: dropped, digest: digest === "" ? undefined : digest });
    // Two records as one.
    return `${this.#done.slice(0, -1)},${rest.slice(1)}`;
  }

  get delta(): Uint8Array {
    return this.#bytes.delta;
  }
  get keyframe(): Uint8Array {
    return this.#bytes.keyframe;
  }
  get stateBytes(): Uint8Array {
    return this.#bytes.state;
  }

  *#perform(request: Request): Generator<void, Done> {
    if (request.op === "load") return this.#load(request);
    const driver = this.#driver;
    if (driver === null) throw new Error(`"${request.op}" came before "load"`);
    if ("rested" in request && request.rested) yield* driver.rest(request.rested);
    switch (request.op) {
      case "start": {
        const notRestored = driver.start(request.snapshot);
        return { ...status(driver), value: unlessEmpty(notRestored) };
      }
      case "tick": {
        const { refused, asks, others, still, ...made } = yield* driver.step(request);
        this.#bytes = made;
        return { ...status(driver), refused: unlessEmpty(refused), asks: unlessEmpty(asks), others, still };
      }
      case "snapshot":
        return { ...status(driver), value: driver.call("snapshot") };
      case "call":
        if (request.method !== "keyframe")
          return { ...status(driver), value: driver.call(request.method, request.args) };
        this.#bytes = { ...silent, keyframe: driver.keyframe() };
        return status(driver);
    }
  }

  #load(request: LoadRequest): Done {
    this.#loaded = request;
    const driver = (this.#driver = drivers[request.kind]!(request));
    driver.enter();
    const values = request.parameters.map((name) => (name === ENGINE_PARAMETER ? driver.engine : given[name]));
    const run = this.#module!;
    driver.load(() => run(...values));
    return status(driver);
  }

  #faultOf({ cause, ...explained }: Explained): ChildFault {
    const shift = this.#loaded === null ? 0 : modulePrefix(this.#loaded.parameters).length;
    const { message, at } = readThrown(cause, shift);
    return { code: "SMOKE_THREW", phase: this.#phase, tick: this.#driver?.tick ?? 0, message, at, ...explained };
  }
}

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
const status = (of: Driver): Done => ({ ok: true, tick: of.tick, ...of.status() });
