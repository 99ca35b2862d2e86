/**
 * One module's place on the stage: the session that it lives in, its name and place, and what becomes of it when it ends.
 *
 * What it owes and what waits for it is in `turns.ts`; what a turn shows is handed on from here. A dead child leaves its slot
 * quarantined, with the last snapshot kept for bringing it back. Replacing a child (swap, revival, restart) is
 * `replacement.ts`.
 */
import type { Finding } from "../base/finding.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { OthersNews } from "../base/others.ts";
import type { Problem } from "../base/problem.ts";
import { err, type Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { Broker, Texture } from "../sandbox/broker/broker.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { End, Session, TickResult } from "../sandbox/sandbox.ts";
import { isFrame } from "../wire/frame-format.ts";
import { type Arrangement, type ModuleAbout, type SlotInfo, unplaced } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";
import { REMOVED } from "./journal-records.ts";
import { Keepsake } from "./keepsake.ts";
import type { Neighbours } from "./neighbours.ts";
import { Outside } from "./outside.ts";
import { inputAt, moved } from "./placement.ts";
import { notLive } from "./problems.ts";
import { describeSlot } from "./slot-info.ts";
import type { Successor, Turn } from "./successor.ts";
import { messagesLeft } from "./told.ts";
import { Turns } from "./turns.ts";
import { Versions } from "./versions.ts";

/** What a slot tells the stage. */
export interface SlotHost {
  readonly broker: Broker;
  readonly neighbours: Neighbours;
  /** Somebody waits for a keyframe of the slot. */
  lacks(slot: number): boolean;
  /** `behind`: ticks that the slot still owes. A keyframe includes the delta. */
  show(slot: number, behind: number, delta: Uint8Array, keyframe?: Uint8Array): void;
  replace(slot: number, keyframe: Uint8Array): void;
  log(slot: number, lines: readonly LogLine[], dropped: number): void;
  played(ms: number): void;
  /** The session speaks for the slot from here on. */
  began(slot: number, session: Session, as: Successor): void;
  ended(slot: Slot, end: End): void;
  changed(): void;
}

export class Slot {
  readonly number: number;
  readonly #host: SlotHost;
  #info: SlotInfo;
  #proven: Proven;
  #session: Session | undefined;
  readonly turns: Turns;
  readonly #keepsake = new Keepsake();
  readonly versions: Versions;
  readonly #outside: Outside;
  /** Changes of child, one after another. */
  #changes: Promise<unknown> = Promise.resolve();
  #hasStarted = false;
  #isRemoved = false;
  /** Empty: as its code is called. */
  #givenName = "";
  #place = unplaced;
  nodes = 0;
  /** Until something reaches its module, no tick changes anything. */
  rests = false;

  constructor(number: number, proven: Proven, about: ModuleAbout, host: SlotHost) {
    this.number = number;
    this.#host = host;
    this.#proven = proven;
    this.versions = new Versions(proven, about);
    this.#info = describeSlot(number, proven, about, 0, this.versions);
    this.turns = new Turns(number, {
      isLive: () => this.isLive,
      news: () => host.neighbours.news(number),
      play: (turn) => this.#play(turn),
      describeNode: (node) => this.describeNode(node),
      notLive: () => this.#notLive("edit"),
    });
    this.#outside = new Outside(host.broker, number);
  }

  get info(): SlotInfo {
    return this.#info;
  }
  get proven(): Proven {
    return this.#proven;
  }
  get session(): Session | undefined {
    return this.#session;
  }
  get isLive(): boolean {
    return this.#session !== undefined;
  }
  /** Has been on the stage: from then on people see it, quarantined or not. */
  get hasStarted(): boolean {
    return this.#hasStarted;
  }
  get isRemoved(): boolean {
    return this.#isRemoved;
  }
  /** The last one that was taken; the scene may have gone on since. */
  get snapshot(): Snapshot | undefined {
    return this.#keepsake.snapshot;
  }

  input(records: readonly InputRecord[]): void {
    this.turns.input(inputAt(this.#place, records));
  }

  async describeNode(node: number): Promise<Result<NodeDescription | null, Problem>> {
    const described = await this.#session?.describeNode(node);
    return described?.ok ? described : err(this.#notLive("look at"));
  }

  async describe(): Promise<NodeDescription | null> {
    const described = await this.#session?.describe();
    return described?.ok ? described.value : null;
  }

  /** For somebody who joins while no tick is played: from the child, or as it was last seen. */
  async showWhole(): Promise<void> {
    const session = this.#session;
    const asked = session ? await session.keyframe() : undefined;
    if (session !== this.#session || this.#isRemoved) return;
    if (asked?.ok) this.#keepsake.saw(asked.value);
    const { keyframe } = this.#keepsake;
    if (keyframe) this.#host.show(this.number, 0, nothing, keyframe);
  }

  texture(path: string): Promise<Result<Texture, Problem>> {
    return this.#outside.texture(path);
  }

  turnAway(findings: readonly Finding[], source: string): void {
    this.#info = { ...this.#info, findings, rejectedSource: source };
    this.#host.changed();
  }

  /** Runs `change` when no other change of child is under way. */
  exclusively<T>(change: () => Promise<T>): Promise<T> {
    const done = this.#changes.then(change);
    // Whoever asked hears of a failure; the next change is made all the same.
    this.#changes = done.catch(() => {});
    return done;
  }

  /** What its child has been told of the others. */
  told(): OthersNews | undefined {
    return this.#host.neighbours.told(this.number);
  }

  /** Between two ticks: `session` speaks for the slot from here on, and the one before it is ended. */
  takeOver(session: Session, keyframe: Uint8Array, as: Successor): void {
    const before = this.#session;
    this.#session = session;
    this.#hasStarted = true;
    this.#host.began(this.number, session, as);
    this.#keepsake.begin(as.snapshot, keyframe);
    this.turns.begin(as);
    this.rests = false;
    this.#outside.begin(as.proven, as.about, as.asks);
    this.nodes = as.proven.verdict.nodes;
    this.#proven = as.proven;
    const swaps = this.#info.swaps + (as.why === "swap" || as.why === "rollback" ? 1 : 0);
    this.#info = this.#arranged(describeSlot(this.number, as.proven, as.about, swaps, this.versions));
    this.#meetOthers(as);
    before?.kill("another child took its place");
    void session.ended.then((end) => this.#end(session, end));
    this.#host.replace(this.number, keyframe);
    this.#host.changed();
  }

  /** Another name or place on the stage; no name: as its code is called. */
  arrange({ name, ...place }: Omit<Arrangement, "order">): void {
    if (name !== undefined) this.#givenName = name;
    this.#place = moved(this.#place, place);
    this.#info = this.#arranged(this.#info);
    this.#host.neighbours.change(this.number, { name: this.#info.name, place: this.#place });
  }

  tellLog(lines: readonly LogLine[], dropped: number): void {
    if (lines.length > 0 || dropped > 0) this.#host.log(this.number, lines, dropped);
  }

  quarantine(end: End): void {
    this.#stop(end.reason);
    this.tellLog(end.log ?? [], 0);
    this.#info = { ...this.#info, state: "quarantined", findings: end.findings };
    this.#host.ended(this, end);
  }

  async remove(): Promise<void> {
    const session = this.#session;
    this.#isRemoved = true;
    this.#stop(REMOVED);
    await session?.ended;
  }

  #stop(reason: string): void {
    this.#session?.kill(reason);
    this.#session = undefined;
    this.#outside.end();
    this.#host.neighbours.leave(this.number);
    this.nodes = 0;
    this.#info = { ...this.#info, reason };
    this.turns.end();
  }

  async #play(turn: Turn): Promise<TickResult["refused"] | undefined> {
    const session = this.#session;
    if (!session) return undefined;
    const hold = turn.hold ?? false;
    // Not a part of the turn: a successor makes calls of its own.
    const broker = hold ? undefined : this.#outside.take();
    const keyframe = this.#host.lacks(this.number);
    const tell = !hold && this.#host.neighbours.isSeen(this.number);
    const asked = { ...turn, ...(broker && { broker }), ...(tell && { tell }), keyframe, digest: false };
    const played = await session.tick(asked);
    if (!played.ok) this.#end(session, played.error);
    // A child that was replaced meanwhile has nothing to say any more: its successor plays this turn too.
    else if (session === this.#session) this.#show(session, played.value);
    return this.#session && (played.ok ? played.value.refused : []);
  }

  #arranged(info: SlotInfo): SlotInfo {
    const place = this.#place === unplaced ? undefined : this.#place;
    return { ...info, name: this.#givenName || this.#proven.checked.name, place };
  }

  #meetOthers({ word, left, why }: Successor): void {
    const { neighbours } = this.#host;
    neighbours.join(this.number, { name: this.#info.name, place: this.#place }, why === "swap");
    neighbours.heard(this.number, word);
    neighbours.repeat(
      this.number,
      left.flatMap(({ others }) => others?.messages ?? []),
    );
  }

  #show(session: Session, played: TickResult): void {
    const { tick, nodes, delta, keyframe, log, logDropped, asks = [], others, still = false, ms } = played;
    if (!isFrame(delta) || (keyframe && !isFrame(keyframe)))
      return this.quarantine({ reason: "it sent bytes that are no frame", findings: [] });
    this.nodes = nodes;
    this.rests = still;
    this.#host.show(this.number, this.turns.owed, delta, keyframe);
    this.tellLog(log, logDropped);
    this.#outside.put(asks);
    this.#host.neighbours.heard(this.number, others);
    const left = this.#host.neighbours.takeLeft(this.number);
    if (left > 0) this.tellLog([messagesLeft(left, tick)], 0);
    this.#host.played(ms);
    void this.#keepsake.afterTick(played, session, () => session === this.#session);
  }

  #end(session: Session, end: End): void {
    if (session === this.#session) this.quarantine(end);
  }

  #notLive(action: string): Problem {
    return notLive(action, this.#info.name, this.#info.reason ?? "it has not started");
  }
}

const nothing = new Uint8Array(0);
