/**
 * A recording as a stage: played behind the wall as it was recorded, at any speed and to any moment, looked at by pages and
 * changed by nobody. No network and no model is asked, and nothing is kept of what was shown: whatever moment is wanted is
 * played again, from a recorded state on where that gives the same.
 */
import type { Finding } from "../base/finding.ts";
import type { NodeDescription } from "../base/node-description.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { Sandbox, Session } from "../sandbox/sandbox.ts";
import type { RecordingInfo, SlotInfo, StageEvent, StageStatus, Transport } from "../wire/page.ts";
import { Audience } from "./audience.ts";
import type { StageClock } from "./clock.ts";
import type { PastMoment } from "./history.ts";
import { Metronome } from "./metronome.ts";
import { localNode, slotOfNode, stageTree } from "./node-ids.ts";
import { noSlot, noSource, noTexture } from "./problems.ts";
import { arrangedAt, isRearranged, type RecordedModule } from "./recorded-info.ts";
import { RecordedSlot, type RecordedSlotHost } from "./recorded-slot.ts";
import type { Recording } from "./recording.ts";
import { knownLimits } from "./replay.ts";
import { type Stage, TICK_RATE, type Viewer } from "./stage.ts";
import { leftOut } from "./told.ts";
import { transportProblem } from "./transport.ts";

export interface RecordedStageOptions {
  readonly recording: Recording;
  /** By their numbers in the recording. */
  readonly proven: ReadonlyMap<number, Proven>;
  readonly sandbox: Pick<Sandbox, "open">;
  readonly clock: StageClock;
  /** What its file is called, and whether it has an end. */
  readonly file: Pick<RecordingInfo, "name" | "isClosed">;
}

/** A bar that follows is seen to move. */
const TELL_EVERY_MS = 100;

/** Plays from the start, when somebody looks for the first time. */
export const openRecordedStage = (options: RecordedStageOptions): Stage => new RecordedStage(options);

class RecordedStage implements Stage {
  readonly width: number;
  readonly height: number;
  readonly recording: RecordingInfo;
  readonly #options: RecordedStageOptions;
  readonly #audience: Audience;
  readonly #metronome: Metronome;
  readonly #slots: readonly RecordedSlot[];
  /** The moment that is shown, and the one that is wanted. */
  #at = 0;
  #wanted = 0;
  #moving: Promise<void> | undefined;
  /** It is wound, and shows nothing on the way. */
  #isFar = false;
  #isRunning = true;
  /** When a page wants to know again how far it is. */
  #tellAt = 0;
  #isClosed = false;

  constructor(options: RecordedStageOptions) {
    const { recording, clock, file } = options;
    const { stage, lives, length } = recording;
    this.#options = options;
    this.width = stage.width;
    this.height = stage.height;
    this.recording = { ...file, at: stage.at, length };
    this.#audience = new Audience(clock, () => this.#tellStatus());
    this.#metronome = new Metronome(clock, TICK_RATE, (ticks) => this.#beat(ticks));
    const host = this.#host();
    this.#slots = [...lives].map(([slot, own]) => new RecordedSlot(slot, own, host));
    this.#move();
  }

  transport(change: Transport): Result<StageStatus, Problem> {
    const { action, ticks = 1, speed, moment = 0 } = change;
    const problem = transportProblem(change, this.recording.length);
    if (problem) return err(problem);
    if (speed !== undefined) this.#metronome.speed = speed;
    if (action === "step") this.#goTo(this.#wanted + ticks);
    else if (action === "seek") this.#goTo(moment);
    else if (action === "restart") this.#goTo(0);
    if (action === "pause" || action === "step") this.#setRunning(false);
    // At its end, playing begins anew.
    if (action === "play" && !this.#isRunning && this.#wanted >= this.recording.length) this.#goTo(0);
    if (action === "play") this.#setRunning(true);
    this.#tellStatus();
    return ok(this.status());
  }

  status(): StageStatus {
    const nodes = this.#slots.reduce((sum, slot) => sum + slot.nodes, 0);
    const { speed } = this.#metronome;
    const figures = { nodes, viewers: this.#audience.size, speed, droppedTicks: 0, slowTicks: 0 };
    return {
      ...figures,
      running: this.#isRunning,
      tick: this.#at,
      ticksPerSecond: this.#isRunning ? TICK_RATE * speed : 0,
    };
  }

  slots(): readonly SlotInfo[] {
    const infos = this.#slots.map(({ info }) => info).filter((info) => info !== undefined);
    return arrangedAt(this.#at, this.#options.recording.places, infos);
  }

  watch(viewer: Viewer): () => void {
    const leave = this.#audience.watch(viewer);
    if (this.#isRunning) this.#metronome.start();
    for (const slot of this.#slots) void slot.showWhole();
    return leave;
  }

  listen(note: (event: StageEvent) => void): () => void {
    return this.#audience.listen(note);
  }

  /** Any moment can be gone to, so none is kept. */
  past(moment: number): PastMoment {
    return { from: moment, until: moment + 1, slots: [] };
  }

  async describeNode(node: number): Promise<NodeDescription | null> {
    const described = await this.#slot(slotOfNode(node))?.session?.describeNode(localNode(node));
    return described?.ok && described.value ? { ...described.value, id: node } : null;
  }

  describe() {
    return Promise.all(
      this.slots().map(async ({ slot, name }) => {
        const tree = await this.#slot(slot)?.session?.describe();
        return { slot, name, tree: tree?.ok ? stageTree(slot, tree.value) : null };
      }),
    );
  }

  async texture(_: number, path: string) {
    return err(noTexture(path));
  }
  sourceOf(number: number, version: number): Result<string, Problem> {
    const slot = this.#slot(number);
    if (!slot) return err(noSlot("show the code of", number));
    const source = slot.sourceOf(version);
    return source === undefined ? err(noSource(slot.info?.name ?? "", version)) : ok(source);
  }

  // What would make it another session.
  add = async () => err(asItWas("add a module to"));
  swap = async () => err(asItWas("swap a module of"));
  rollBack = async () => err(asItWas("roll back"));
  revive = async () => err(asItWas("bring a module back to"));
  edit = async () => err(asItWas("edit"));
  arrange = () => err(asItWas("arrange"));
  remove = () => err(asItWas("take a module off"));
  turnAway(): void {}
  input(): void {}
  release(): void {}

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#metronome.rest();
    this.#audience.clear();
    await Promise.all(this.#slots.map((slot) => slot.close()));
    await this.#moving;
  }

  #host(): RecordedSlotHost {
    const { recording, proven, sandbox } = this.#options;
    const { seed, width, height, limits } = recording.stage;
    const module = (number: number): RecordedModule => {
      const found = { proven: proven.get(number), journaled: recording.modules.get(number) };
      if (!found.proven || !found.journaled)
        throw new TypeError("A recorded stage takes only modules that were proven");
      return { proven: found.proven, journaled: found.journaled };
    };
    return {
      module,
      open: ({ module: number }, snapshot): Promise<Result<Session, Problem | readonly Finding[]>> =>
        sandbox.open(module(number).proven, { seed, width, height, limits: knownLimits(limits), snapshot }),
      lacks: (slot) => this.#audience.lacks(slot),
      show: (slot, delta, keyframe) => this.#audience.show(slot, delta, keyframe),
      replace: (slot, keyframe) => this.#audience.replace(slot, keyframe),
      remove: (slot) => this.#audience.remove(slot),
      log: (slot, lines, dropped) => this.#log(slot, lines, dropped),
      changed: () => this.#audience.note({ type: "slots", slots: this.slots() }),
    };
  }

  #slot(number: number): RecordedSlot | undefined {
    return this.#slots.find((slot) => slot.number === number);
  }

  #beat(ticks: number): void {
    // Who cannot keep up plays slower, and leaves nothing out; on the way to another moment no time passes.
    if (this.#isFar || this.#wanted - this.#at > this.#metronome.catchUp) return;
    this.#goTo(this.#wanted + ticks);
    if (this.#wanted >= this.recording.length) this.#setRunning(false);
    if (this.#options.clock.now() >= this.#tellAt) this.#tellStatus();
  }

  #setRunning(isRunning: boolean): void {
    this.#isRunning = isRunning;
    if (isRunning) this.#metronome.start();
    else this.#metronome.rest();
  }

  #goTo(moment: number): void {
    this.#wanted = Math.max(0, Math.min(this.recording.length, moment));
    this.#move();
  }

  /** One move after another, to what is wanted then. */
  #move(): void {
    this.#moving ??= this.#moveOn().finally(() => {
      this.#moving = undefined;
    });
  }

  async #moveOn(): Promise<void> {
    let isFirst = this.#at === 0;
    while (!this.#isClosed && (isFirst || this.#at !== this.#wanted)) {
      isFirst = false;
      const to = this.#wanted;
      const isFar = to < this.#at || to - this.#at > 2 * this.#metronome.catchUp;
      this.#isFar = isFar;
      const isWanted = () => !this.#isClosed && (!isFar || this.#wanted === to);
      await Promise.all(this.#slots.map((slot) => slot.moveTo(to, isFar, isWanted)));
      const before = this.#at;
      this.#at = to;
      this.#isFar = false;
      if (isRearranged(this.#options.recording.places, before, to))
        this.#audience.note({ type: "slots", slots: this.slots() });
      if (isFar || to === this.recording.length || !this.#isRunning) this.#tellStatus();
    }
  }

  #log(slot: number, lines: Extract<StageEvent, { type: "log" }>["lines"], dropped: number): void {
    const said = dropped > 0 ? [...lines, leftOut(dropped, this.#at)] : lines;
    this.#audience.note({ type: "log", slot, lines: said });
  }

  #tellStatus(): void {
    this.#tellAt = this.#options.clock.now() + TELL_EVERY_MS;
    this.#audience.note({ type: "status", status: this.status() });
  }
}

const asItWas = (action: string): Problem => ({
  code: "RECORDING",
  message: `Cannot ${action} the stage: it shows a recording, which plays as it was`,
  hint: "Run the module itself: nodegen run FILE --allow-exec.",
});
