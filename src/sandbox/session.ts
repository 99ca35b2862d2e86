/**
 * A live scene: the same confined child as in the smoke run, with one module, asked for tick after tick. The first thing
 * that goes wrong ends the session and its child; who holds the session decides what comes next.
 */
import type { Json } from "../base/json.ts";
import type { NodeDescription } from "../base/node-description.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import { parseDescription, parseMarks, parseSnapshot, parseState } from "../wire/claims.ts";
import { type Breach, isAccident } from "./conversation.ts";
import { type Failure, type Player, readKept, type Said, silence } from "./play.ts";
import { Rest } from "./rest.ts";
import type { End, Kept, Session, SessionTick, TickResult } from "./sandbox.ts";

export class LiveSession implements Session {
  readonly pid: number;
  readonly ended: Promise<End>;
  readonly #player: Player;
  readonly #rest = new Rest();
  /** While it started, told with its first tick. */
  #said: Said;
  #end: End | undefined;

  constructor(
    player: Player,
    readonly firstTick: number,
    readonly notRestored: readonly string[] = [],
  ) {
    this.#player = player;
    this.#said = player.said;
    this.pid = player.child.pid;
    this.ended = player.child.ended.then((breach) => this.#finish(endOf(reasonOf(breach), isAccident(breach))));
  }

  async tick(request: SessionTick): Promise<Result<TickResult, End>> {
    if (this.#end) return err(this.#end);
    const left = this.#rest.leaveOut(request);
    if (left) return ok(left);
    this.#rest.heard(undefined);
    const answer = await this.#player.tick({ ...request, frame: true, rested: this.#rest.take() });
    if (!answer.ok) return err(this.#fail(answer.error));
    const { tick, nodes, delta, keyframe, digest, log, logDropped, ...rest } = answer.value;
    const { refused = [], asks = [], others, still, ms } = rest;
    const said = this.#said;
    this.#said = silence;
    const result: TickResult = {
      tick,
      nodes,
      delta,
      keyframe: request.keyframe ? keyframe : undefined,
      digest,
      log: [...said.log, ...log],
      logDropped: said.logDropped + logDropped,
      refused,
      asks,
      others,
      still,
      ms,
    };
    this.#rest.heard(result);
    return ok(result);
  }

  async describe(): Promise<Result<NodeDescription, End>> {
    const answer = await this.#ask("describe");
    if (!answer.ok) return err(this.#fail(answer.error));
    const description = parseDescription(answer.value);
    return description === null ? err(this.#fail(this.#malformed("described a tree that is none"))) : ok(description);
  }

  async describeNode(id: number): Promise<Result<NodeDescription | null, End>> {
    const answer = await this.#ask("describe", [id]);
    if (!answer.ok) return err(this.#fail(answer.error));
    if (answer.value === null) return ok(null);
    const description = parseDescription(answer.value);
    return description === null ? err(this.#fail(this.#malformed("described a node that is none"))) : ok(description);
  }

  async snapshot(): Promise<Result<Snapshot, End>> {
    const answer = await this.#ask("snapshot");
    if (!answer.ok) return err(this.#fail(answer.error));
    const snapshot = parseSnapshot(answer.value);
    return snapshot === null ? err(this.#fail(this.#malformed("gave a snapshot that is none"))) : ok(snapshot);
  }

  async keep(): Promise<Result<Kept, End>> {
    const answer = await this.#player.keep(this.#rest.take());
    return answer.ok ? ok(() => readKept(answer.value)) : err(this.#fail(answer.error));
  }

  async marks(): Promise<Result<string, End>> {
    const answer = await this.#ask("marks");
    if (!answer.ok) return err(this.#fail(answer.error));
    const marks = parseMarks(answer.value);
    return marks === null ? err(this.#fail(this.#malformed("gave marks that are none"))) : ok(marks);
  }

  async paths(): Promise<Result<readonly string[], End>> {
    const answer = await this.#ask("state");
    if (!answer.ok) return err(this.#fail(answer.error));
    const state = parseState(answer.value);
    if (state === null) return err(this.#fail(this.#malformed("described a state that is none")));
    return ok([...new Set(state.map(({ path }) => path).filter((path) => path !== ""))]);
  }

  async keyframe(): Promise<Result<Uint8Array, End>> {
    const answer = await this.#player.picture(this.#rest.take());
    return answer.ok ? ok(answer.value.keyframe) : err(this.#fail(answer.error));
  }

  kill(reason: string): void {
    this.#finish({ reason, findings: [] });
    this.#player.child.kill(reason);
  }

  #ask(what: "describe" | "state" | "marks" | "snapshot", args: readonly Json[] = []): Promise<Result<Json, Failure>> {
    return this.#player.question(what, args, this.#rest.take());
  }

  #malformed(detail: string): Failure {
    return this.#player.malformed("call", detail);
  }

  #fail({ finding, reason, log, isAccident = false }: Failure): End {
    const end = this.#finish(isAccident ? endOf(reason, true) : { reason, findings: [finding], log });
    this.#player.child.kill(reason);
    return end;
  }

  /** The first end is the one that counts. */
  #finish(end: End): End {
    return (this.#end ??= end);
  }
}

/** As a clause of its own. */
const reasonOf = ({ kind, detail }: Breach): string =>
  kind === "ended by the host" ? detail : `its process ${detail}`;

/** Without a finding: there is nothing for the author to change. */
const endOf = (reason: string, accident: boolean): End => ({
  reason,
  findings: [],
  ...(accident && { isAccident: true }),
});
