/**
 * The stage itself: the list of slots, the time that makes them owe ticks, the audience that hears of it, and what is kept.
 *
 * Everything that waits happens in a slot; here nothing waits for a module, so that a hung one delays nobody.
 */
import type { Finding } from "../base/finding.ts";
import type { InputRecord } from "../base/input-record.ts";
import type { Json } from "../base/json.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Broker, Texture } from "../sandbox/broker/broker.ts";
import { noBroker } from "../sandbox/broker/no-broker.ts";
import { defaultLimits, type Limits } from "../sandbox/limits.ts";
import { isProven, type Proven } from "../sandbox/proven.ts";
import type { End, Sandbox } from "../sandbox/sandbox.ts";
import type {
  Arrangement,
  ModuleAbout,
  SlotInfo,
  StageEvent,
  StageStatus,
  SwapReport,
  Transport,
} from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";
import { Audience } from "./audience.ts";
import type { StageClock } from "./clock.ts";
import { HeldInput } from "./held-input.ts";
import { History, type HistoryBounds, type PastMoment } from "./history.ts";
import type { Journal } from "./journal.ts";
import { JournaledSession } from "./journaled-session.ts";
import { Neighbours } from "./neighbours.ts";
import { localNode, slotOfNode, stageTree } from "./node-ids.ts";
import { arrangementProblem } from "./placement.ts";
import * as problems from "./problems.ts";
import { type Open, type Refusal, reopen, rollBack, swap } from "./replacement.ts";
import { Slot, type SlotHost } from "./slot.ts";
import { type Stage, TICK_RATE, type Viewer } from "./stage.ts";
import { StageTime } from "./time.ts";
import { leftOut, swapLines } from "./told.ts";
import { transportProblem } from "./transport.ts";

export interface StageOptions {
  readonly sandbox: Pick<Sandbox, "open">;
  /** Logical pixels. */
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly clock: StageClock;
  readonly limits?: Partial<Limits>;
  /** Without one, nothing is granted. */
  readonly broker?: Broker;
  /** Without one, nothing is written down. */
  readonly journal?: Journal;
  /** How much is kept for looking back. */
  readonly history?: HistoryBounds;
}

/** Ticks: what kills a process more often is no accident, and a person decides. */
const RECOVER_EVERY = 10 * TICK_RATE;

/** Plays from the start; its timer begins with the first module. */
export const openStage = (options: StageOptions): Stage => new LiveStage(options);

class LiveStage implements Stage {
  readonly width: number;
  readonly height: number;
  readonly #options: StageOptions;
  readonly #audience: Audience;
  readonly #time: StageTime;
  readonly #slots = new Map<number, Slot>();
  readonly #host: SlotHost;
  readonly #held = new HeldInput();
  /** The moment at which a slot was last brought back without being asked. */
  readonly #recoveries = new WeakMap<Slot, number>();
  readonly #history: History;
  #lastSlot = 0;
  #isClosed = false;

  constructor(options: StageOptions) {
    this.#options = options;
    this.width = options.width;
    this.height = options.height;
    this.#audience = new Audience(options.clock);
    this.#history = new History(options.history);
    this.#time = new StageTime(options.clock, options.limits?.tickSoftMs ?? defaultLimits.tickSoftMs, {
      live: () => this.#shown().filter((slot) => slot.isLive).length,
      rests: () => this.#shown().every((slot) => slot.rests || !slot.isLive),
      owe: (ticks, most) => this.#owe(ticks, most),
      forgive: () => this.#slots.forEach((slot) => slot.turns.forgive()),
      restart: () => Promise.all(this.#shown().map((slot) => this.#restart(slot))),
      tellStatus: () => this.#tellStatus(),
    });
    this.#host = {
      broker: options.broker ?? noBroker,
      neighbours: new Neighbours(),
      lacks: (slot) => this.#audience.lacks(slot) || this.#history.lacks(slot),
      show: (slot, behind, delta, keyframe) => {
        this.#audience.show(slot, delta, keyframe);
        this.#history.show(slot, this.#time.moment - behind, delta, keyframe);
      },
      replace: (slot, keyframe) => {
        this.#audience.replace(slot, keyframe);
        this.#history.begin(slot, this.#time.moment, keyframe);
      },
      log: (slot, lines, dropped) => this.#log(slot, lines, dropped),
      played: (ms) => this.#time.played(ms),
      began: (slot, session, as) => {
        if (session instanceof JournaledSession) options.journal?.adopt(session, { slot, ...as });
      },
      ended: (slot, end) => this.#onEnd(slot, end),
      changed: () => this.#onChange(),
    };
  }

  async add(proven: Proven, about: ModuleAbout): Promise<Result<SlotInfo, Refusal>> {
    mustBeProven(proven);
    if (this.#isClosed) return err(problems.closed);
    const slot = new Slot(++this.#lastSlot, proven, about, this.#host);
    // On the list while it starts, so that closing the stage ends it; shown when it has started.
    this.#slots.set(slot.number, slot);
    const started = await slot.exclusively(() => reopen(slot, this.#open, "add"));
    if (started.ok) return ok(slot.info);
    this.#slots.delete(slot.number);
    return started;
  }

  async swap(number: number, proven: Proven, about: ModuleAbout): Promise<Result<SwapReport, Refusal>> {
    mustBeProven(proven);
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("swap", number));
    const swapped = await slot.exclusively(() => swap(slot, proven, about, this.#open));
    if (swapped.ok) this.#tellSwap(swapped.value);
    else if (!("code" in swapped.error)) slot.turnAway(swapped.error, proven.checked.source);
    return swapped;
  }

  async rollBack(number: number, version: number): Promise<Result<SwapReport, Refusal>> {
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("roll back", number));
    const rolled = await slot.exclusively(() => rollBack(slot, version, this.#open));
    if (rolled.ok) this.#tellSwap(rolled.value);
    return rolled;
  }

  sourceOf(number: number, version: number): Result<string, Problem> {
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("show the code of", number));
    const source = slot.versions.find(version)?.proven.checked.source;
    return source === undefined ? err(problems.noSource(slot.info.name, version)) : ok(source);
  }

  turnAway(number: number, findings: readonly Finding[], source: string): void {
    this.#slots.get(number)?.turnAway(findings, source);
  }

  async revive(number: number): Promise<Result<SlotInfo, Refusal>> {
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("bring back", number));
    return slot.exclusively(async () => {
      if (slot.isLive) return ok(slot.info);
      const revived = await reopen(slot, this.#open, "revive", slot.snapshot);
      return revived.ok ? ok(slot.info) : revived;
    });
  }

  arrange(number: number, { order, ...change }: Arrangement): Result<SlotInfo, Problem> {
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("arrange", number));
    const problem = arrangementProblem({ order, ...change });
    if (problem) return err(problem);
    slot.arrange(change);
    if (order !== undefined) this.#rank(slot, order);
    this.#onChange();
    return ok(slot.info);
  }

  remove(number: number): Result<null, Problem> {
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("remove", number));
    this.#slots.delete(number);
    void slot.remove();
    this.#audience.remove(number);
    this.#history.remove(number);
    this.#onChange();
    return ok(null);
  }

  transport(change: Transport): Result<StageStatus, Problem> {
    const problem = transportProblem(change);
    if (problem) return err(problem);
    this.#time.change(change);
    this.#tellStatus();
    return ok(this.status());
  }

  async edit(node: number, values: { readonly [property: string]: Json }): Promise<Result<Json, Problem>> {
    const slot = this.#slots.get(slotOfNode(node));
    if (!slot) return err(problems.noNode(node));
    const edited = slot.turns.edit(localNode(node), values);
    if (this.#time.isRunning) this.#time.hurry();
    else slot.turns.hold();
    return edited;
  }

  input(records: readonly InputRecord[]): void {
    this.#held.note(records);
    for (const slot of this.#slots.values()) slot.input(records);
    this.#time.hurry();
  }

  release(viewer: number): void {
    this.input(this.#held.release(viewer));
  }

  async texture(number: number, path: string): Promise<Result<Texture, Problem>> {
    return this.#slots.get(number)?.texture(path) ?? err(problems.noTexture(path));
  }

  watch(viewer: Viewer): () => void {
    const leave = this.#audience.watch(viewer);
    this.#time.hurry();
    // With the next tick where there is one; a stage that rests asks for the picture.
    for (const slot of this.#shown()) if (!this.#time.isRunning || !slot.isLive) void slot.showWhole();
    this.#tellStatus();
    return () => {
      leave();
      this.#tellStatus();
    };
  }

  listen(note: (event: StageEvent) => void): () => void {
    return this.#audience.listen(note);
  }

  past(moment: number): PastMoment {
    return this.#history.at(moment);
  }

  status(): StageStatus {
    let nodes = 0;
    for (const slot of this.#slots.values()) nodes += slot.nodes;
    return { ...this.#time.figures, nodes, viewers: this.#audience.size, history: this.#history.range };
  }

  slots(): readonly SlotInfo[] {
    return this.#shown().map((slot) => slot.info);
  }

  async describeNode(node: number): Promise<NodeDescription | null> {
    const slot = this.#slots.get(slotOfNode(node));
    const described = await slot?.describeNode(localNode(node));
    return described?.ok && described.value ? { ...described.value, id: node } : null;
  }

  describe(): Promise<{ slot: number; name: string; tree: NodeDescription | null }[]> {
    const described = this.#shown().map(async (slot) => {
      const tree = await slot.describe();
      return { slot: slot.number, name: slot.info.name, tree: tree && stageTree(slot.number, tree) };
    });
    return Promise.all(described);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#time.end();
    this.#audience.clear();
    await Promise.all([...this.#slots.values()].map((slot) => slot.remove()));
    this.#slots.clear();
    await this.#options.journal?.close();
  }

  readonly #open: Open = async (proven, snapshot) => {
    const { sandbox, seed, width, height, limits, journal } = this.#options;
    const opened = await sandbox.open(proven, { seed, width, height, limits, snapshot });
    return opened.ok && journal ? ok(journal.follow(opened.value, snapshot)) : opened;
  };

  #shown(): Slot[] {
    return [...this.#slots.values()].filter((slot) => slot.hasStarted);
  }

  #rank(slot: Slot, order: number): void {
    const others = [...this.#slots.values()].filter((other) => other !== slot);
    this.#slots.clear();
    for (const one of others.toSpliced(order, 0, slot)) this.#slots.set(one.number, one);
  }

  #owe(ticks: number, most: number): number {
    this.#history.advance(this.#time.moment);
    let dropped = 0;
    for (const slot of this.#slots.values()) dropped += slot.turns.owe(ticks, most);
    return dropped;
  }

  #restart(slot: Slot): Promise<void> {
    return slot.exclusively(async () => {
      const reopened = await reopen(slot, this.#open, "restart");
      if (!reopened.ok && !slot.isRemoved) slot.quarantine(endOf(reopened.error));
    });
  }

  #onEnd(slot: Slot, { reason, findings, isKilled = false }: End): void {
    this.#audience.note({ type: "fault", slot: slot.number, reason, findings });
    this.#onChange();
    if (isKilled) void this.#recover(slot);
  }

  /** From its last snapshot, without being asked: the module has done nothing. */
  async #recover(slot: Slot): Promise<void> {
    const { moment, tick } = this.#time;
    const last = this.#recoveries.get(slot) ?? -Infinity;
    if (this.#isClosed || moment - last < RECOVER_EVERY) return;
    this.#recoveries.set(slot, moment);
    const from = slot.snapshot?.tick ?? 0;
    const revived = await this.revive(slot.number);
    if (!revived.ok) return;
    const text = `Its process was killed from outside; a fresh one goes on from tick ${from}`;
    this.#log(slot.number, [{ level: "warn", tick, text }], 0);
  }

  #onChange(): void {
    if (this.#isClosed) return;
    this.#time.settle();
    this.#time.hurry();
    this.#audience.note({ type: "slots", slots: this.slots() });
    this.#tellStatus();
  }

  /** Beside the module's own lines, so that who opens a page later finds it too. */
  #tellSwap(report: SwapReport): void {
    this.#audience.note({ type: "swap", report });
    this.#log(report.slot, swapLines(report, this.#time.tick), 0);
  }

  #tellStatus(): void {
    this.#audience.note({ type: "status", status: this.status() });
  }

  #log(slot: number, lines: readonly LogLine[], dropped: number): void {
    this.#audience.note({
      type: "log",
      slot,
      lines: dropped > 0 ? [...lines, leftOut(dropped, this.#time.tick)] : lines,
    });
  }
}

function mustBeProven(proven: Proven): void {
  if (!isProven(proven)) throw new TypeError("The stage takes only modules that the sandbox has proven");
}

const endOf = (refusal: Refusal): End =>
  "code" in refusal
    ? { reason: refusal.message, findings: [] }
    : { reason: refusal[0]?.message ?? "it did not start", findings: refusal };
