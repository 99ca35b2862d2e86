/**
 * The requests that a module's life is made of, each with its budget, and each answer read as a claim: loading, starting,
 * a tick, a question. The smoke run and live sessions are both written in these words.
 */
import { MOST_TICK_TEXT } from "../base/broker-call.ts";
import type { Finding } from "../base/finding.ts";
import type { Json } from "../base/json.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { Checked } from "../gate/checked.ts";
import { kinds } from "../kinds/all.ts";
import { permissionNames } from "../permission/permissions.ts";
import { parseReplyHead, parseSnapshot } from "../wire/claims.ts";
import type { LogLine, PlayIndex, ReplyHead, Request, TickRequest } from "../wire/protocol.ts";
import { beginsWell, readHead } from "../wire/reply.ts";
import type { ConfinedChild } from "./confined-child.ts";
import { type Breach, isAccident } from "./conversation.ts";
import { findingOfBreach, findingOfFault, type Phase } from "./findings.ts";
import type { Limits } from "./limits.ts";
import type { RunOptions } from "./sandbox.ts";

export type Head = Extract<ReplyHead, { ok: true }>;

export interface Answer extends Head {
  readonly delta: Uint8Array;
  readonly keyframe: Uint8Array;
  /** Wall-clock milliseconds from when the child could begin with it. */
  readonly ms: number;
}

/** The module's last word: what is wrong, and what it had logged in that turn. */
export interface Failure {
  readonly finding: Finding;
  readonly reason: string;
  readonly log: readonly LogLine[];
  /** Not for what the module did: `End.isAccident`. */
  readonly isAccident?: boolean;
}

/** JSON heads: a tick's holds a log, refusals and calls; an answer may hold every node of the scene. */
const HEAD_BYTES = 256 * 1024;
/** A call's text is measured in UTF-16 units, of which one may take three bytes. */
const TICK_BYTES = HEAD_BYTES + 3 * MOST_TICK_TEXT;
const ANSWER_BYTES = 16 * 2 ** 20;

/** Milliseconds for describing or saving a whole scene: its getters are the module's code. */
const CALL_MS = 1_000;

/** What a module has logged. */
export type Said = Pick<Answer, "log" | "logDropped">;
export const silence: Said = { log: [], logDropped: 0 };

/** One of the two plays of a child, with the module that it plays. */
export class Player {
  #said = silence;

  constructor(
    readonly child: ConfinedChild,
    readonly checked: Checked,
    readonly limits: Limits,
    readonly play: PlayIndex,
  ) {}

  /** While it was loaded and started. */
  get said(): Said {
    return this.#said;
  }

  load(options: RunOptions, smoke: boolean): Promise<Result<Answer, Failure>> {
    const { checked, limits, play } = this;
    const loading = this.#ask("compile", limits.compileMs, HEAD_BYTES, {
      op: "load",
      play,
      kind: checked.kind,
      name: checked.name,
      code: checked.code,
      parameters: kinds[checked.kind].parameters,
      seed: options.seed,
      width: options.width,
      height: options.height,
      maxNodes: limits.nodes,
      maxFrameBytes: limits.frameBytes,
      maxLog: limits.logLinesPerSecond,
      maxLogLine: limits.logLineLength,
      asked: permissionNames.filter((name) => isAsked(checked.permissions[name])),
      smoke,
      budgetMs: limits.compileMs,
    });
    return this.#note(loading);
  }

  start(snapshot?: Snapshot): Promise<Result<Answer, Failure>> {
    const { play, limits } = this;
    const request: Request = { op: "start", play, snapshot, budgetMs: limits.constructMs };
    return this.#note(this.#ask("construct", limits.constructMs, HEAD_BYTES, request));
  }

  async #note(answering: Promise<Result<Answer, Failure>>): Promise<Result<Answer, Failure>> {
    const answer = await answering;
    if (!answer.ok) return answer;
    const { log, logDropped } = answer.value;
    this.#said = { log: [...this.#said.log, ...log], logDropped: this.#said.logDropped + logDropped };
    return answer;
  }

  tick(turn: Omit<TickRequest, "op" | "play" | "budgetMs">): Promise<Result<Answer, Failure>> {
    const { play, limits } = this;
    const request: Request = { op: "tick", play, budgetMs: limits.tickHardMs, ...turn };
    return this.#ask("tick", limits.tickHardMs, TICK_BYTES, request);
  }

  /** The answer as JSON of any shape: a parser of `claims.ts` makes it into what was asked for. */
  async question(
    what: "describe" | "state" | "marks" | "snapshot",
    args: readonly Json[] = [],
    rested = 0,
  ): Promise<Result<Json, Failure>> {
    const { play } = this;
    const request: Request =
      what === "snapshot"
        ? this.#snapshotRequest(rested)
        : { op: "call", play, method: what, args, rested, budgetMs: CALL_MS };
    const answer = await this.#ask("call", CALL_MS, ANSWER_BYTES, request);
    return answer.ok ? ok(answer.value.value ?? null) : answer;
  }

  /** A snapshot as the child wrote it, to be read by `readKept` once it is needed. */
  async keep(rested: number): Promise<Result<Uint8Array, Failure>> {
    const { child, limits } = this;
    const bounds = { ms: CALL_MS, headBytes: ANSWER_BYTES, frameBytes: limits.frameBytes };
    const reply = await child.askForBytes(this.#snapshotRequest(rested), bounds);
    if (!reply.ok) return err(this.#broken(reply.error, "call"));
    const { head } = reply.value;
    if (beginsWell(head)) return ok(head);
    const read = readHead(head);
    const answer = this.#understood("call", read.ok ? read.value : null);
    return answer.ok ? ok(head) : answer;
  }

  /** A keyframe without a tick. */
  picture(rested: number): Promise<Result<Answer, Failure>> {
    const request: Request = { op: "call", play: this.play, method: "keyframe", args: [], rested, budgetMs: CALL_MS };
    return this.#ask("call", CALL_MS, HEAD_BYTES, request);
  }

  /** Ends the child for an answer that is none. */
  malformed(phase: Phase, detail: string): Failure {
    this.child.kill(detail);
    return this.#failure(findingOfBreach({ kind: "malformed", detail }, phase, this.limits));
  }

  #snapshotRequest(rested: number): Request {
    return { op: "snapshot", play: this.play, rested, budgetMs: CALL_MS };
  }

  async #ask(phase: Phase, budgetMs: number, headBytes: number, request: Request): Promise<Result<Answer, Failure>> {
    const reply = await this.child.ask(request, { ms: budgetMs, headBytes, frameBytes: this.limits.frameBytes });
    if (!reply.ok) return err(this.#broken(reply.error, phase));
    const head = this.#understood(phase, reply.value.head);
    if (!head.ok) return head;
    const { delta, keyframe, ms } = reply.value;
    return ok({ ...head.value, delta, keyframe, ms });
  }

  #understood(phase: Phase, claim: unknown): Result<Head, Failure> {
    const head = parseReplyHead(claim);
    if (head === null) return err(this.malformed(phase, "answered with something that is no answer"));
    return head.ok ? ok(head) : err(this.#failure(findingOfFault(this.checked, head.fault), head.log));
  }

  #broken(breach: Breach, phase: Phase): Failure {
    return { ...this.#failure(findingOfBreach(breach, phase, this.limits)), isAccident: isAccident(breach) };
  }

  #failure(finding: Finding, log: readonly LogLine[] = []): Failure {
    return { finding, reason: finding.message, log };
  }
}

const isAsked = (value: readonly string[] | boolean | undefined): boolean =>
  typeof value === "boolean" ? value : value !== undefined && value.length > 0;

/** Null: it is none. */
export function readKept(bytes: Uint8Array): Snapshot | null {
  const read = readHead(bytes);
  const head = read.ok ? parseReplyHead(read.value) : null;
  return head?.ok ? parseSnapshot(head.value) : null;
}
