/**
 * The stage itself: the list of slots, the clock that makes them owe ticks, and the audience that hears of it.
 *
 * Everything that waits happens in a slot; here nothing waits for a module, so that a hung one delays nobody. While the
 * stage is paused or has nothing alive on it, no timer runs.
 */
import type { Finding } from "../base/finding.ts";
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Broker, Texture } from "../sandbox/broker/broker.ts";
import { noBroker } from "../sandbox/broker/no-broker.ts";
import { defaultLimits, type Limits } from "../sandbox/limits.ts";
import { isProven, type Proven } from "../sandbox/proven.ts";
import type { End, Sandbox } from "../sandbox/sandbox.ts";
import type { ModuleAbout, SlotInfo, StageEvent, StageStatus, SwapReport, Transport } from "../wire/page.ts";
import type { InputRecord, LogLine, NodeDescription } from "../wire/protocol.ts";
import { Audience } from "./audience.ts";
import type { StageClock } from "./clock.ts";
import { HeldInput } from "./held-input.ts";
import { History, type HistoryBounds, type PastMoment } from "./history.ts";
import type { Journal } from "./journal.ts";
import { JournaledSession } from "./journaled-session.ts";
import { Meter } from "./meter.ts";
import { Metronome } from "./metronome.ts";
import { localNode, slotOfNode, stageTree } from "./node-ids.ts";
import * as problems from "./problems.ts";
import { type Open, type Refusal, reopen, rollBack, swap } from "./replacement.ts";
import { Slot, type SlotHost } from "./slot.ts";
import { type Stage, TICK_RATE, type Viewer } from "./stage.ts";
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

const STATUS_EVERY_MS = 1000;

/** Plays from the start; its timer begins with the first module. */
export const openStage = (options: StageOptions): Stage => new LiveStage(options);

class LiveStage implements Stage {
  readonly width: number;
  readonly height: number;
  readonly #options: StageOptions;
  readonly #audience: Audience;
  readonly #metronome: Metronome;
  readonly #meter: Meter;
  readonly #slots = new Map<number, Slot>();
  readonly #host: SlotHost;
  readonly #held = new HeldInput();
  readonly #history: History;
  #lastSlot = 0;
  #tick = 0;
  /** Ticks since the stage was opened: no restart sets it back. */
  #moment = 0;
  #isRunning = true;
  /** Restarts under way: nothing plays until every module is back at tick 0. */
  #restarts = 0;
  /** Asked for meanwhile. */
  #stepsAfterRestart = 0;
  #isClosed = false;

  constructor(options: StageOptions) {
    this.#options = options;
    this.width = options.width;
    this.height = options.height;
    this.#audience = new Audience(options.clock);
    this.#history = new History(options.history);
    this.#metronome = new Metronome(options.clock, TICK_RATE, (ticks, dropped) => this.#beat(ticks, dropped));
    this.#meter = new Meter(options.clock.now(), options.limits?.tickSoftMs ?? defaultLimits.tickSoftMs);
    this.#host = {
      broker: options.broker ?? noBroker,
      lacks: (slot) => this.#audience.lacks(slot) || this.#history.lacks(slot),
      show: (slot, behind, delta, keyframe) => {
        this.#audience.show(slot, delta, keyframe);
        this.#history.show(slot, this.#moment - behind, delta, keyframe);
      },
      replace: (slot, keyframe) => {
        this.#audience.replace(slot, keyframe);
        this.#history.begin(slot, this.#moment, keyframe);
      },
      log: (slot, lines, dropped) => this.#log(slot, lines, dropped),
      played: (ms) => this.#meter.played(ms),
      began: (slot, session, as) => {
        if (session instanceof JournaledSession) options.journal?.adopt(session, { slot, ...as });
      },
      ended: (slot, { reason, findings }) => this.#onEnd(slot, reason, findings),
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
    const { action, ticks = 1, speed } = change;
    if (speed !== undefined) this.#metronome.speed = speed;
    if (action === "restart") void this.#restart();
    else this.#setRunning(action === "play");
    if (action === "pause") this.#halt();
    if (action === "step") this.#step(ticks);
    this.#tellStatus();
    return ok(this.status());
  }

  async edit(node: number, values: { readonly [property: string]: Json }): Promise<Result<Json, Problem>> {
    const slot = this.#slots.get(slotOfNode(node));
    if (!slot) return err(problems.noNode(node));
    const edited = slot.edit(localNode(node), values);
    if (!this.#isRunning) slot.hold();
    return edited;
  }

  input(records: readonly InputRecord[]): void {
    this.#held.note(records);
    for (const slot of this.#slots.values()) slot.input(records);
  }

  release(viewer: number): void {
    this.input(this.#held.release(viewer));
  }

  async texture(number: number, path: string): Promise<Result<Texture, Problem>> {
    return this.#slots.get(number)?.texture(path) ?? err(problems.noTexture(path));
  }

  watch(viewer: Viewer): () => void {
    const leave = this.#audience.watch(viewer);
    // With the next tick where there is one; a stage that rests asks for the picture.
    for (const slot of this.#shown()) if (!this.#isRunning || !slot.isLive) void slot.showWhole();
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
    return {
      running: this.#isRunning,
      tick: this.#tick,
      nodes,
      viewers: this.#audience.size,
      speed: this.#metronome.speed,
      ...this.#meter.figures,
      history: this.#history.range,
    };
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
    this.#metronome.rest();
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

  #live(): number {
    return this.#shown().filter((slot) => slot.isLive).length;
  }

  #setRunning(isRunning: boolean): void {
    // Steps that are still owed are not the clock's: a second step adds to them.
    if (this.#isRunning && !isRunning) for (const slot of this.#slots.values()) slot.forgive();
    this.#isRunning = isRunning;
    this.#settleMetronome();
  }

  /** Steps that are still owed are not played. */
  #halt(): void {
    this.#stepsAfterRestart = 0;
    for (const slot of this.#slots.values()) slot.forgive();
  }

  #step(ticks: number): void {
    if (this.#restarts > 0) this.#stepsAfterRestart += ticks;
    else this.#play(ticks, Number.POSITIVE_INFINITY);
  }

  async #restart(): Promise<void> {
    this.#restarts++;
    this.#tick = 0;
    this.#settleMetronome();
    const back = this.#shown().map((slot) => {
      slot.forgive();
      return slot.exclusively(async () => {
        const reopened = await reopen(slot, this.#open, "restart");
        if (!reopened.ok && !slot.isRemoved) slot.quarantine(endOf(reopened.error));
      });
    });
    await Promise.all(back);
    this.#restarts--;
    this.#settleMetronome();
    if (this.#restarts === 0) this.#step(this.#takeSteps());
  }

  #takeSteps(): number {
    const steps = this.#stepsAfterRestart;
    this.#stepsAfterRestart = 0;
    return steps;
  }

  #settleMetronome(): void {
    const shouldPlay = this.#isRunning && this.#restarts === 0 && !this.#isClosed && this.#live() > 0;
    if (shouldPlay === this.#metronome.isPlaying) return;
    if (shouldPlay) this.#metronome.start();
    else this.#metronome.rest();
    // No ticks while it rested, and none that count for what comes.
    this.#meter.begin(this.#options.clock.now());
  }

  #beat(ticks: number, dropped: number): void {
    this.#meter.dropped(dropped);
    this.#play(ticks, this.#metronome.catchUp);
    const now = this.#options.clock.now();
    if (this.#meter.age(now) < STATUS_EVERY_MS) return;
    this.#meter.measure(now, this.#live());
    this.#tellStatus();
  }

  #play(ticks: number, most: number): void {
    this.#tick += ticks;
    this.#moment += ticks;
    this.#history.advance(this.#moment);
    for (const slot of this.#slots.values()) this.#meter.dropped(slot.owe(ticks, most));
  }

  #onEnd(slot: Slot, reason: string, findings: readonly Finding[]): void {
    this.#audience.note({ type: "fault", slot: slot.number, reason, findings });
    this.#onChange();
  }

  #onChange(): void {
    if (this.#isClosed) return;
    this.#settleMetronome();
    this.#audience.note({ type: "slots", slots: this.slots() });
    this.#tellStatus();
  }

  /** Beside the module's own lines, so that who opens a page later finds it too. */
  #tellSwap(report: SwapReport): void {
    this.#audience.note({ type: "swap", report });
    const tick = this.#tick;
    const line = (level: LogLine["level"], text: string): LogLine => ({ level, tick, text });
    const done = report.rolledBack ? "Rolled back to" : "Swapped in";
    this.#log(
      report.slot,
      [
        line("info", `${done} version ${report.version}; ticks replayed: ${report.ticksReplayed}`),
        ...report.carried.map((text) => line("info", `Carried over: ${text}`)),
        ...report.notCarried.map((text) => line("warn", `Not carried over: ${text}`)),
      ],
      0,
    );
  }

  #tellStatus(): void {
    this.#audience.note({ type: "status", status: this.status() });
  }

  #log(slot: number, lines: readonly LogLine[], dropped: number): void {
    const leftOut: LogLine = {
      level: "warn",
      tick: this.#tick,
      text: `${dropped} lines were left out: too many a second`,
    };
    this.#audience.note({ type: "log", slot, lines: dropped > 0 ? [...lines, leftOut] : lines });
  }
}

function mustBeProven(proven: Proven): void {
  if (!isProven(proven)) throw new TypeError("The stage takes only modules that the sandbox has proven");
}

const endOf = (refusal: Refusal): End =>
  "code" in refusal
    ? { reason: refusal.message, findings: [] }
    : { reason: refusal[0]?.message ?? "it did not start", findings: refusal };
