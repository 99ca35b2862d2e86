/**
 * One module's place on the stage: the session it lives in, the ticks it owes, and what becomes of it when it ends.
 *
 * Each slot plays its own ticks as fast as its child answers, never waiting for another's. The host drops what a slow one
 * cannot catch up with. A dead child leaves its slot quarantined, with the last snapshot kept for bringing it back.
 * Replacing a child (swap, revival, restart) is `replacement.ts`.
 */
import type { Finding } from "../base/finding.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { Problem } from "../base/problem.ts";
import { err, type Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { Broker, Texture } from "../sandbox/broker/broker.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { End, Session, TickResult } from "../sandbox/sandbox.ts";
import { isFrame } from "../wire/frame-format.ts";
import type { Arrangement, ModuleAbout, SlotInfo } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";
import { asRequest, type Edit, EditDesk } from "./edits.ts";
import { InputQueue } from "./input-queue.ts";
import { Keepsake } from "./keepsake.ts";
import type { Neighbours } from "./neighbours.ts";
import { Outside } from "./outside.ts";
import { inputAt, moved, unplaced } from "./placement.ts";
import { notLive } from "./problems.ts";
import type { Early, Successor, Turn } from "./successor.ts";
import { messagesLeft } from "./told.ts";
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
  /** Below 0: it has played a tick before it was due, and leaves the next one out. */
  #owed = 0;
  #early: Early | undefined;
  /** A turn without time is owed: somebody edits what stands still. */
  #owesHold = false;
  #isPlaying = false;
  readonly #input = new InputQueue();
  readonly #edits: EditDesk;
  readonly #keepsake = new Keepsake();
  readonly versions: Versions;
  readonly #outside: Outside;
  #recording: Turn[] | undefined;
  /** Changes of child, one after another. */
  #changes: Promise<unknown> = Promise.resolve();
  #hasStarted = false;
  #isRemoved = false;
  /** Empty: as its code is called. */
  #givenName = "";
  #place = unplaced;
  nodes = 0;

  constructor(number: number, proven: Proven, about: ModuleAbout, host: SlotHost) {
    this.number = number;
    this.#host = host;
    this.#proven = proven;
    this.versions = new Versions(proven, about);
    this.#info = describeSlot(number, proven, about, 0, this.versions);
    this.#edits = new EditDesk(number, (node) => this.describeNode(node));
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
  /** While it is a tick ahead of the clock, which it was to show that it can play: how it was before that. */
  get early(): Early | undefined {
    return this.#owed < 0 ? this.#early : undefined;
  }
  /** The last one that was taken; the scene may have gone on since. */
  get snapshot(): Snapshot | undefined {
    return this.#keepsake.snapshot;
  }

  /** Owes so many ticks more, `most` in all; answers how many are dropped. */
  owe(ticks: number, most: number): number {
    if (!this.isLive) return 0;
    const owed = Math.max(this.#owed, Math.min(this.#owed + ticks, most));
    const dropped = this.#owed + ticks - owed;
    // A tick that is left out is one for edits all the same.
    this.#owesHold ||= this.#owed < 0;
    this.#owed = owed;
    void this.#play();
    return dropped;
  }

  /** What is owed belongs to the past, and no tick may come for a while: edits do not wait for it. */
  forgive(): void {
    this.#owed = Math.min(this.#owed, 0);
    this.hold();
  }

  /** Makes the edits that wait, now, in a turn in which time stands still. */
  hold(): void {
    this.#owesHold = true;
    void this.#play();
  }

  input(records: readonly InputRecord[]): void {
    if (this.isLive) this.#input.add(inputAt(this.#place, records));
  }

  async edit(node: number, values: { readonly [property: string]: Json }): Promise<Result<Json, Problem>> {
    return this.isLive ? this.#edits.add(node, values) : err(this.#notLive("edit"));
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

  /** From now on every turn is written down, for a successor; what it has to know before them is the first. */
  record(): Turn[] {
    const others = this.#host.neighbours.told(this.number);
    return (this.#recording = others ? [{ input: [], edits: [], others, hold: true }] : []);
  }
  stopRecording(): void {
    this.#recording = undefined;
  }

  /** Between two ticks: `session` speaks for the slot from here on, and the one before it is ended. */
  takeOver(session: Session, keyframe: Uint8Array, as: Successor): void {
    const before = this.#session;
    this.#session = session;
    this.#hasStarted = true;
    this.#host.began(this.number, session, as);
    this.#keepsake.begin(as.snapshot, keyframe);
    const late = as.left.filter(({ hold }) => !hold).length;
    // What the one before it was ahead belongs to the past, with the tick that it played for that.
    this.#owed = as.fromStart ? 0 : Math.max(this.#owed, 0) + late - as.ahead;
    this.#early = as.snapshot && { snapshot: as.snapshot, turns: [...as.held] };
    this.#owesHold = as.left.length > late;
    for (const { input, edits } of as.left) {
      this.#input.add(input);
      this.#edits.repeat(edits);
    }
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
    this.#input.take();
    this.tellLog(end.log ?? [], 0);
    this.#info = { ...this.#info, state: "quarantined", findings: end.findings };
    this.#host.ended(this, end);
  }

  async remove(): Promise<void> {
    const session = this.#session;
    this.#isRemoved = true;
    this.#stop("taken off the stage");
    await session?.ended;
  }

  #stop(reason: string): void {
    this.#session?.kill(reason);
    this.#session = undefined;
    this.#outside.end();
    this.#host.neighbours.leave(this.number);
    this.#owed = 0;
    this.nodes = 0;
    this.#info = { ...this.#info, reason };
    this.#edits.refuseWaiting(this.#notLive("edit"));
  }

  async #play(): Promise<void> {
    if (this.#isPlaying) return;
    this.#isPlaying = true;
    while (this.#session && (this.#owed > 0 || this.#owesHold)) {
      const hold = this.#owed <= 0;
      this.#owesHold = false;
      if (!hold) this.#owed--;
      if (!hold || !this.#edits.isEmpty) await this.#tick(this.#session, hold);
    }
    this.#isPlaying = false;
  }

  async #tick(session: Session, hold: boolean): Promise<void> {
    const edits = this.#edits.take();
    const input = hold ? [] : this.#input.take();
    const others = hold ? undefined : this.#host.neighbours.news(this.number);
    const turn: Turn = { input, edits: asRequest(edits), ...(others && { others }), ...(hold && { hold }) };
    this.#recording?.push(turn);
    if (this.#owed < 0) this.#early?.turns.push(turn);
    // Not a part of the turn: a successor makes calls of its own.
    const broker = hold ? undefined : this.#outside.take();
    const keyframe = this.#host.lacks(this.number);
    const tell = !hold && this.#host.neighbours.isSeen(this.number);
    const asked = { ...turn, ...(broker && { broker }), ...(tell && { tell }), keyframe, digest: false };
    const played = await session.tick(asked);
    if (!played.ok) this.#end(session, played.error);
    if (!this.#session) return this.#refuse(edits);
    this.#edits.made(edits, played.ok ? played.value.refused : []);
    // A child that was replaced meanwhile has nothing to say any more: its successor plays this turn too.
    if (played.ok && session === this.#session) this.#show(session, played.value);
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
    const { tick, nodes, delta, keyframe, log, logDropped, asks = [], others, ms } = played;
    if (!isFrame(delta) || (keyframe && !isFrame(keyframe)))
      return this.quarantine({ reason: "it sent bytes that are no frame", findings: [] });
    this.nodes = nodes;
    this.#host.show(this.number, this.#owed, delta, keyframe);
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

  #refuse(edits: readonly Edit[]): void {
    for (const { answer } of edits) answer(err(this.#notLive("edit")));
  }

  #notLive(action: string): Problem {
    return notLive(action, this.#info.name, this.#info.reason ?? "it has not started");
  }
}

const nothing = new Uint8Array(0);

const describeSlot = (
  slot: number,
  { checked, verdict }: Proven,
  about: ModuleAbout,
  swaps: number,
  versions: Versions,
): SlotInfo => ({
  slot,
  name: checked.name,
  hash: checked.hash,
  source: checked.source,
  about,
  state: "live",
  frames: verdict.frames,
  stateHash: verdict.stateHash,
  findings: [],
  swaps,
  version: versions.current,
  versions: versions.infos,
});
