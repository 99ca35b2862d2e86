/**
 * The library's face, for programs that run code which a language model wrote. Four verbs, in the order in which a
 * description travels: `generate` (or your own text), `gate`, `prove`, `openStage`; and `close` at the end.
 *
 * The parts are those of the commands, made when they are first used. Nothing here reads or changes the environment of
 * the program that imports it; running needs Linux on x86-64, as `bun nodegen doctor` says.
 *
 * ```ts
 * import { close, gate, openStage, prove } from "nodegen";
 *
 * const report = await gate(source);
 * if (report.checked === undefined) throw new Error(report.findings[0]?.message);
 * const proof = await prove(report.checked, { frames: 10 });
 * if (!proof.ok || proof.value.proven === undefined) throw new Error("rejected");
 * const stage = await openStage();
 * await stage.add(proof.value.proven, { description: "mine", path: "" });
 * await close();
 * ```
 */
import type { MakeEvent } from "./base/make-event.ts";
import type { Problem } from "./base/problem.ts";
import type { Result } from "./base/result.ts";
import { endpointClient } from "./cli/clients.ts";
import { makeRooms } from "./cli/make-rooms.ts";
import type { Rooms } from "./cli/rooms.ts";
import type { Checked } from "./gate/checked.ts";
import type { GateOptions, GateReport } from "./gate/report.ts";
import type { ModelClient } from "./generate/client.ts";
import type { Stage } from "./live/stage.ts";
import type { MakeResult } from "./pipeline/make.ts";
import type { Proven } from "./sandbox/proven.ts";
import type { Verdict } from "./sandbox/verdict.ts";

export type { Finding } from "./base/finding.ts";
export type { ModelClient } from "./generate/client.ts";
export type { MakeEvent, MakeResult, Problem, Result, Checked, GateOptions, GateReport, Stage, Proven, Verdict };

export interface SceneOptions {
  /** The same seed gives the same scene. Default 1. */
  readonly seed?: number;
  /** The stage in logical pixels. Default 960. */
  readonly width?: number;
  /** Default 540. */
  readonly height?: number;
}

export interface ProveOptions extends SceneOptions {
  /** Of 1/64 s each. Default 10. */
  readonly frames?: number;
  readonly signal?: AbortSignal;
}

export interface GenerateOptions extends ProveOptions {
  /** Who writes the module. Default: the offline client, which picks one of the hand-written scenes. */
  readonly client?: ModelClient;
  /** Instead of `client`: an endpoint that speaks OpenAI's protocol. `baseURL` ends before `/chat/completions`. */
  readonly endpoint?: { readonly baseURL: string; readonly model: string; readonly apiKey?: string };
  /** For one call to `endpoint`, in milliseconds. Default 60000. */
  readonly timeoutMs?: number;
  /** Calls to the model before giving up. Default 3. */
  readonly attempts?: number;
  /** Whether what was generated may be run, behind the wall. Default false. */
  readonly allowExec?: boolean;
  /** The folder where modules are kept. Default "out". */
  readonly out?: string;
  readonly on?: (event: MakeEvent) => void;
}

/** What `prove` found: a verdict, and a `Proven` exactly when it is a good one. */
export interface Proof {
  readonly verdict: Verdict;
  readonly proven?: Proven;
}

/** Judges a module's text. Never runs it, and never throws on any string. */
export async function gate(source: string, options?: GateOptions): Promise<GateReport> {
  return (await rooms().gate())(source, options);
}

/** Plays a checked module behind the wall, twice, and compares. The error says that no wall can be built here. */
export async function prove(checked: Checked, options: ProveOptions = {}): Promise<Result<Proof, Problem>> {
  const { frames = 10, signal } = options;
  return (await rooms().sandbox()).prove(checked, { ...sceneOf(options), frames, signal });
}

/** The whole path from a description to a kept module; a rejected one is a result, a failing endpoint an error. */
export async function generate(
  description: string,
  options: GenerateOptions = {},
): Promise<Result<MakeResult, Problem>> {
  const { attempts = 3, frames = 10, allowExec = false, out = "out", signal, on } = options;
  const make = await rooms().pipeline(await clientOf(options), out);
  return make({ ...sceneOf(options), description, attempts, frames, allowExec, signal, on });
}

/** An empty stage that ticks at 64 Hz. It takes proven modules and nothing else; each lives behind the wall. */
export async function openStage(options: SceneOptions = {}): Promise<Stage> {
  const { seed, ...size } = sceneOf(options);
  return rooms().stage({ seed, size });
}

/** Ends every process that was started. What is used after it starts anew. */
export async function close(): Promise<void> {
  await opened?.close();
  opened = undefined;
}

let opened: Rooms | undefined;
const rooms = (): Rooms => (opened ??= makeRooms({ environment: {}, onProblem: warn, onFault: raise }));

/** A damaged entry of a store, a recording that was passed over: worth knowing, and no reason to stop. */
const warn = ({ code, message, hint }: Problem): void => process.emitWarning(`${message}. ${hint}`, { code });

/** Only a server meets a fault that it may outlive, and there is none here. */
function raise(reason: unknown): never {
  throw reason;
}

const sceneOf = ({ seed = 1, width = 960, height = 540 }: SceneOptions) => ({ seed, width, height });

async function clientOf({ client, endpoint, timeoutMs = 60_000 }: GenerateOptions): Promise<ModelClient> {
  if (client !== undefined) return client;
  return endpoint === undefined ? rooms().scriptedClient() : endpointClient({ ...endpoint, timeoutMs });
}
