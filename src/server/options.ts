/**
 * What a server is made from: the rooms it speaks for and the powers it may use, each handed in.
 *
 * `cli/powers.ts` is the only place that fills this in; tests fill it in with a stage of their own and a clock that they
 * turn by hand.
 */
import type { PermissionGrant } from "../base/permission-prompt.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Stage } from "../live/stage.ts";
import type { PromptDesk } from "../permission/prompt-desk.ts";
import type { Load } from "../pipeline/load.ts";
import type { Make } from "../pipeline/make.ts";
import type { ModuleStore } from "../store/module-record.ts";

export interface ServerOptions {
  readonly version: string;
  readonly stage: Stage;
  readonly modules: ModuleStore;
  /** Gates and proves again what is kept or lies in the project. */
  readonly load: Load;
  /** Present in `serve`; without it the server only shows. */
  readonly making?: Making;
  /** Questions about permissions, and what stands of their answers. Absent: nobody can ask for anything. */
  readonly permissions?: ServerPermissions;
  /** The file of the run's journal, to be saved by a person; absent where none is kept. */
  readonly journal?: () => Promise<JournalCopy | undefined>;
  readonly wall: WallState;
  /** Without it nothing generated is executed: modules are made and not run, and nothing is loaded. */
  readonly allowExec: boolean;
  /** A built file of the page ("index.html", "viewer.js"), undefined where there is none. */
  readonly asset: (name: string) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Fixed for tests; otherwise drawn from `powers.random`. */
  readonly token?: string;
  readonly powers: ServerPowers;
}

export interface JournalCopy {
  readonly name: string;
  /** As far as it is written; read while it is sent. */
  readonly content: Blob;
}

export interface ServerPermissions {
  readonly desk: Pick<PromptDesk, "answer" | "attach" | "open" | "recheck">;
  list(): Promise<Result<readonly PermissionGrant[], Problem>>;
  revoke(id: number): Promise<Result<PermissionGrant, Problem>>;
  /** Calls back whenever a grant came or went; returns how to stop. */
  listen(changed: () => void): () => void;
}

export interface ServerPowers {
  /** Bun's HTTP and WebSocket server. */
  readonly serve: (options: Bun.Serve.Options<undefined>) => Bun.Server<undefined>;
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

/** The pipeline, with what a request leaves out. */
export interface Making {
  readonly make: Make;
  readonly attempts: number;
  readonly seed: number;
  readonly frames: number;
}
