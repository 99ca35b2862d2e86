/** What commands ask for, whichever room it comes from: `make-rooms.ts` plugs them together when they are asked for. */
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Gate } from "../gate/report.ts";
import type { ModelClient } from "../generate/client.ts";
import type { Journal } from "../live/journal.ts";
import type { Stage } from "../live/stage.ts";
import type { PermissionSet } from "../permission/permission-set.ts";
import type { Judge } from "../pipeline/judge.ts";
import type { Make } from "../pipeline/make.ts";
import type { Broker } from "../sandbox/broker/broker.ts";
import type { Limits } from "../sandbox/limits.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { WallState } from "../server/options.ts";
import type { AuditQuestion, AuditReading } from "../store/audit-reading.ts";
import type { Options } from "./flags/flag.ts";
import type { Journaling, Replayed } from "./journals.ts";
import type { PermissionSession } from "./permissions/session.ts";
import type { Environment } from "./powers/environment.ts";
import type { Recorded } from "./show-recording.ts";

export interface Rooms {
  judge(): Promise<Judge>;
  sandbox(): Promise<Sandbox>;
  gate(): Promise<Gate>;
  /** What is judged from now on is read sooner. */
  rehearseGate(): Promise<void>;
  make(options: Options): Promise<Make>;
  /** As `make`, with a client of one's own. */
  pipeline(client: ModelClient, out: string): Promise<Make>;
  scriptedClient(): Promise<ModelClient>;
  /** What modules on a stage are granted, they are granted by this. */
  broker(options: Options): Promise<Broker>;
  stage(options: Pick<Options, "size" | "seed">, broker?: Broker, journal?: Journal): Promise<Stage>;
  /** Undefined where the disk refuses it, which was told. */
  journal(options: Pick<Options, "out" | "size" | "seed">): Promise<Journaling | undefined>;
  replay(path: string, signal: AbortSignal): Promise<Replayed>;
  /** A journal as a stage that plays it. */
  recording(path: string, signal: AbortSignal): Promise<Recorded>;
  /** Serves the page of `stage`, and listens. */
  server(stage: Stage, options: Options, page: PageOptions): Promise<{ readonly url: string; readonly token: string }>;
  /** One for the whole run. */
  permissions(options: Options): Promise<PermissionSession>;
  /** Reads the audit log of this project. */
  auditReading(options: Pick<Options, "state">, question: AuditQuestion): Promise<Result<AuditReading, Problem>>;
  close(): Promise<void>;
}

export interface PageOptions {
  /** Whether it makes modules from descriptions, or only shows. */
  readonly makes: boolean;
  readonly wall: WallState;
  /** The path of the journal, which the page may save. */
  readonly journal?: string;
}

export interface RoomsOptions {
  readonly environment: Environment;
  /** Of every run; the defaults where it says nothing. */
  readonly limits?: Partial<Limits>;
  /** That the command line named. */
  readonly permissionSet?: PermissionSet;
  /** What goes wrong beside the point: told, not fatal. */
  readonly onProblem: (problem: Problem) => void;
  /** A fault of ours that ends one request and not the server. */
  readonly onFault: (error: unknown) => void;
}
