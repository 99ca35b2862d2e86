/**
 * What a server is made from: the rooms it speaks for and the powers it may use, each handed in.
 *
 * `cli/powers.ts` is the only place that fills this in; tests fill it in with a stage of their own and a clock that they
 * turn by hand.
 */
import type { Finding } from "../base/finding.ts";
import type { Hash } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Stage } from "../live/stage.ts";
import type { Make, MakeResult } from "../pipeline/make.ts";
import type { ModuleStore } from "../store/module-record.ts";
import type { ModuleAbout } from "../wire/page.ts";

export interface ServerOptions {
  readonly version: string;
  readonly stage: Stage;
  readonly modules: ModuleStore;
  readonly load: Load;
  /** Present in `serve`; without it the server only shows. */
  readonly making?: Making;
  readonly wall: WallState;
  /** A built file of the page ("index.html", "viewer.js"), undefined where there is none. */
  readonly asset: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Fixed for tests; otherwise drawn from `powers.random`. */
  readonly token?: string;
  readonly powers: ServerPowers;
}

export interface ServerPowers {
  readonly serve: typeof Bun.serve;
  /** This many bytes that nobody can guess. */
  readonly random: (size: number) => Uint8Array;
  readonly clock: ServerClock;
  /** A fault of ours, for whoever runs the server; requests are told only that there was one. */
  readonly report: (error: unknown) => void;
}

export interface ServerClock {
  /** Milliseconds, never going back. */
  now(): number;
  /** Runs again and again until the returned function is called. */
  every(milliseconds: number, run: () => void): () => void;
}

/** `untested`: nothing was asked to run here, so nobody tried. */
export type WallState = "held" | "missing" | "untested";

/** By its hash, or by a path inside the project. */
export type LoadRequest = { readonly hash: Hash } | { readonly file: string };
export interface Loaded {
  readonly proven: NonNullable<MakeResult["proven"]>;
  readonly about: ModuleAbout;
}
/** Gates and proves again what is kept or lies in the project; findings say why it did not pass. */
export type Load = (request: LoadRequest) => Promise<Result<Loaded, Problem | readonly Finding[]>>;

/** The pipeline, with what a request leaves out. */
export interface Making {
  readonly make: Make;
  readonly attempts: number;
  readonly seed: number;
  readonly frames: number;
  readonly allowExec: boolean;
}
