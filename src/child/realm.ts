/**
 * What runs inside a realm, beside the module: the engine, the driver of the module's kind, a log. The bundle is evaluated
 * once for each time that a module is played, over the standard objects of `standard.ts`.
 *
 * The exports are what the harness sees. They take text and functions that were compiled in this realm, give text and
 * bytes, and never throw: whatever a module throws ends here, as a fault. No function of the outer realm comes in:
 * `resume` returns true where promise jobs are due, and the harness runs them and calls it again.
 */
import { setCurrentScene } from "../engine/current.ts";
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
/** A module's text as a function, compiled in this realm. */
export type Module = (...values: unknown[]) => unknown;

const nothing = new Uint8Array(0);
const silent: Bytes = { delta: nothing, keyframe: nothing, state: nothing };

let loaded: LoadRequest | null = null;
let module: Module | null = null;
let driver: Driver | null = null;
/** The turn under way, and what came of it. */
let job: Generator<void, Done> | null = null;
let phase: ChildFault["phase"] = "compile";
let draining = false;
/** As JSON: written inside the turn, where whatever the module's values do while they are read is its own fault. */
let done: string | null = null;
let bytes: Bytes = silent;
/** A realm with a fault stays with it: its scene is of no use any more. */
let fault: ChildFault | null = null;

const log = makeLog(
  () => loaded ?? { maxLog: 0, maxLogLine: 0 },
  () => driver?.tick ?? 0,
);
const { given } = standard;
const player: Standard.Player = {
  milliseconds: () => driver?.milliseconds ?? 0,
  random: () => driver?.random() ?? 0,
  console: log.console,
};

/** The function whose body is the module's text, compiled in this realm; the load that uses it follows. */
export function receive(compiled: Module): void {
  module = compiled;
}

/** Compiled in this realm, with the standard objects as parameters like the realm itself. */
export function receiveSolver(compiled: Module): void {
  // It makes an object that inherits from Math and sets a `random` of its own there: not possible on what is frozen.
  const loose = Object.fromEntries(
    Object.entries(Object.getOwnPropertyDescriptors(Math)).map(([name, { value }]) => [name, value as unknown]),
  );
  const values: Readonly<Record<string, unknown>> = { ...given, Math: loose };
  setSolver(compiled(...intrinsicNames.map((name) => values[name])) as Solver);
}

/** `text` is a `Request`. */
export function begin(text: string): void {
  const request = JSON.parse(text) as Request;
  standard.follow(player);
  phase = phases[request.op];
  bytes = silent;
  done = null;
  draining = false;
  job = fault === null ? perform(request) : null;
}

/** True: run the promise jobs and call again. */
export function resume(): boolean {
  if (job === null) return false;
  draining = false;
  try {
    const step = job.next();
    if (!step.done) return (draining = true);
    done = JSON.stringify(step.value);
  } catch (thrown) {
    bytes = silent;
    fault = faultOf(driver?.explain(thrown) ?? { cause: thrown });
  }
  job = null;
  return false;
}

/** The harness ended the turn: its time was up, or there was no stack or memory left to go on with. */
export function giveUp(why: "time" | "threw", budgetMs: number): void {
  job = null;
  bytes = silent;
  const running = draining ? { hook: "a promise job" } : (driver?.running() ?? {});
  const exhausted = phase === "compile" ? "SMOKE_NOT_COMPILED" : "SMOKE_EXHAUSTED";
  fault ??=
    why === "time"
      ? faultOf({ ...running, code: "SMOKE_TOO_SLOW", message: `did not end within ${budgetMs} ms` })
      : faultOf({ ...running, code: exhausted, message: "The runtime could not go on" });
}

/** After a rehearsal: as if nothing had been loaded. */
export function forget(): void {
  log.forget();
  setCurrentScene(null);
  loaded = module = driver = job = done = fault = null;
  bytes = silent;
}

/** The JSON head of the reply; `digest` is of `stateBytes`, or empty. */
export function head(digest: string): string {
  const { lines, dropped } = log.take();
  if (fault !== null || done === null) return JSON.stringify({ ok: false, fault, log: lines });
  const rest = JSON.stringify({ log: lines, logDropped: dropped, digest: digest === "" ? undefined : digest });
  // Two records as one.
  return `${done.slice(0, -1)},${rest.slice(1)}`;
}

export const delta = (): Uint8Array => bytes.delta;
export const keyframe = (): Uint8Array => bytes.keyframe;
export const stateBytes = (): Uint8Array => bytes.state;

const phases = { load: "compile", start: "construct", tick: "tick", call: "call", snapshot: "call" } as const;

function* perform(request: Request): Generator<void, Done> {
  if (request.op === "load") return load(request);
  if (driver === null) throw new Error(`"${request.op}" came before "load"`);
  if ("rested" in request && request.rested) yield* driver.rest(request.rested);
  switch (request.op) {
    case "start": {
      const notRestored = driver.start(request.snapshot);
      return { ...status(driver), value: unlessEmpty(notRestored) };
    }
    case "tick": {
      const { refused, asks, others, still, ...made } = yield* driver.step(request);
      bytes = made;
      return { ...status(driver), refused: unlessEmpty(refused), asks: unlessEmpty(asks), others, still };
    }
    case "snapshot":
      return { ...status(driver), value: driver.call("snapshot") };
    case "call":
      if (request.method !== "keyframe") return { ...status(driver), value: driver.call(request.method, request.args) };
      bytes = { ...silent, keyframe: driver.keyframe() };
      return status(driver);
  }
}

function load(request: LoadRequest): Done {
  loaded = request;
  driver = drivers[request.kind]!(request);
  const { engine } = driver;
  const values = request.parameters.map((name) => (name === ENGINE_PARAMETER ? engine : given[name]));
  const run = module!;
  driver.load(() => run(...values));
  return status(driver);
}

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);
const status = (of: Driver): Done => ({ ok: true, tick: of.tick, ...of.status() });

function faultOf({ cause, ...explained }: Explained): ChildFault {
  const shift = loaded === null ? 0 : modulePrefix(loaded.parameters).length;
  const { message, at } = readThrown(cause, shift);
  return { code: "SMOKE_THREW", phase, tick: driver?.tick ?? 0, message, at, ...explained };
}
