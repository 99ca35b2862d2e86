/**
 * The stage itself: the time that makes its modules owe ticks, the audience that hears of it, and what is kept of it. Its modules
 * are in `modules.ts`.
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
import type { Proven, Proving } from "../sandbox/proven.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
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
import { Modules } from "./modules.ts";
import { Neighbours } from "./neighbours.ts";
import { localNode, slotOfNode, stageTree } from "./node-ids.ts";
import * as problems from "./problems.ts";
import type { Open, Refusal } from "./replacement.ts";
import type { Stage, Viewer } from "./stage.ts";
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

/** Plays from the start; its timer begins with the first module. */
export const openStage = (options: StageOptions): Stage => new LiveStage(options);

class LiveStage implements Stage {
  readonly width: number;
  readonly height: number;
  readonly #options: StageOptions;
  readonly #audience: Audience;
  readonly #time: StageTime;
  readonly #modules: Modules;
  readonly #held = new HeldInput();
  readonly #history: History;
  #isClosed = false;

  constructor(options: StageOptions) {
    this.#options = options;
    this.width = options.width;
    this.height = options.height;
    this.#audience = new Audience(options.clock, () => this.#tellStatus());
    this.#history = new History(options.history);
    this.#time = new StageTime(options.clock, options.limits?.tickSoftMs ?? defaultLimits.tickSoftMs, {
      live: () => this.#modules.shown.filter((slot) => slot.isLive).length,
      rests: () => this.#modules.shown.every((slot) => slot.rests || !slot.isLive),
      owe: (ticks, most) => this.#owe(ticks, most),
      forgive: () => this.#modules.all.forEach((slot) => slot.turns.forgive()),
      restart: () => this.#modules.restart(),
      tellStatus: () => this.#tellStatus(),
    });
    this.#modules = new Modules(openWith(options), {
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
      ended: (slot, { reason, findings }) => this.#audience.note({ type: "fault", slot, reason, findings }),
      changed: () => this.#onChange(),
      swapped: (report) => this.#tellSwap(report),
      removed: (slot) => {
        this.#audience.remove(slot);
        this.#history.remove(slot);
      },
      now: () => this.#time,
    });
  }

  add(proven: Proven, about: ModuleAbout): Promise<Result<SlotInfo, Refusal>> {
    return this.#modules.add(proven, about);
  }
  swap(slot: number, module: Proven | Proving, about: ModuleAbout): Promise<Result<SwapReport, Refusal>> {
    return this.#modules.swap(slot, module, about);
  }
  rollBack(slot: number, version: number): Promise<Result<SwapReport, Refusal>> {
    return this.#modules.rollBack(slot, version);
  }
  sourceOf(slot: number, version: number): Result<string, Problem> {
    return this.#modules.sourceOf(slot, version);
  }
  turnAway(slot: number, findings: readonly Finding[], source: string): void {
    this.#modules.turnAway(slot, findings, source);
  }
  revive(slot: number): Promise<Result<SlotInfo, Refusal>> {
    return this.#modules.revive(slot);
  }
  arrange(slot: number, change: Arrangement): Result<SlotInfo, Problem> {
    return this.#modules.arrange(slot, change);
  }
  remove(slot: number): Result<null, Problem> {
    return this.#modules.remove(slot);
  }

  transport(change: Transport): Result<StageStatus, Problem> {
    const problem = transportProblem(change);
    if (problem) return err(problem);
    this.#time.change(change);
    this.#tellStatus();
    return ok(this.status());
  }

  async edit(node: number, values: { readonly [property: string]: Json }): Promise<Result<Json, Problem>> {
    const slot = this.#modules.find(slotOfNode(node));
    if (!slot) return err(problems.noNode(node));
    const edited = slot.turns.edit(localNode(node), values);
    if (this.#time.isRunning) this.#time.hurry();
    else slot.turns.hold();
    return edited;
  }

  input(records: readonly InputRecord[]): void {
    this.#held.note(records);
    for (const slot of this.#modules.all) slot.input(records);
    this.#time.hurry();
  }

  release(viewer: number): void {
    this.input(this.#held.release(viewer));
  }

  async texture(number: number, path: string): Promise<Result<Texture, Problem>> {
    return this.#modules.find(number)?.texture(path) ?? err(problems.noTexture(path));
  }

  watch(viewer: Viewer): () => void {
    const leave = this.#audience.watch(viewer);
    this.#time.hurry();
    // With the next tick where there is one; a stage that rests asks for the picture.
    for (const slot of this.#modules.shown) if (!this.#time.isRunning || !slot.isLive) void slot.showWhole();
    return leave;
  }

  listen(note: (event: StageEvent) => void): () => void {
    return this.#audience.listen(note);
  }

  past(moment: number): PastMoment {
    return this.#history.at(moment);
  }

  status(): StageStatus {
    let nodes = 0;
    for (const slot of this.#modules.all) nodes += slot.nodes;
    return { ...this.#time.figures, nodes, viewers: this.#audience.size, history: this.#history.range };
  }

  slots(): readonly SlotInfo[] {
    return this.#modules.shown.map((slot) => slot.info);
  }

  async describeNode(node: number): Promise<NodeDescription | null> {
    const slot = this.#modules.find(slotOfNode(node));
    const described = await slot?.describeNode(localNode(node));
    return described?.ok && described.value ? { ...described.value, id: node } : null;
  }

  describe(): Promise<{ slot: number; name: string; tree: NodeDescription | null }[]> {
    const described = this.#modules.shown.map(async (slot) => {
      const tree = await slot.describe();
      return { slot: slot.number, name: slot.info.name, tree: tree && stageTree(slot.number, tree) };
    });
    return Promise.all(described);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#time.end();
    this.#audience.clear();
    await this.#modules.close();
    await this.#options.journal?.close();
  }

  #owe(ticks: number, most: number): number {
    this.#history.advance(this.#time.moment);
    let dropped = 0;
    for (const slot of this.#modules.all) dropped += slot.turns.owe(ticks, most);
    return dropped;
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

/** Written down, where there is a journal. */
const openWith =
  ({ sandbox, seed, width, height, limits, journal }: StageOptions): Open =>
  async (module, snapshot) => {
    const opened = await sandbox.open(module, { seed, width, height, limits, snapshot });
    return opened.ok && journal ? ok(journal.follow(opened.value, snapshot)) : opened;
  };
