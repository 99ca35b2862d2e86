/**
 * One slot of a recording, brought to a moment: the child that was there then, played behind the wall. It goes forwards by
 * playing on, and backwards by beginning anew: at a state of the journal that has shown to lead there, or at its beginning.
 */
import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Snapshot } from "../base/snapshot.ts";
import type { Session, TickResult } from "../sandbox/sandbox.ts";
import type { SlotInfo } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";
import { tellField } from "./differing-field.ts";
import { REMOVED } from "./journal-records.ts";
import { describeLife, type RecordedModule } from "./recorded-info.ts";
import { type Life, untilOf } from "./recording.ts";
import { type Difference, type Onlooker, ReplayedChild } from "./replayed-child.ts";
import { type StartingPoint, StartingPoints } from "./starting-point.ts";
import { playedAgain, playedFromBeginning } from "./told.ts";

export interface RecordedSlotHost {
  /** By its number in the recording. */
  module(number: number): RecordedModule;
  open(life: Life, snapshot: Snapshot | undefined): Promise<Result<Session, Problem | readonly Finding[]>>;
  /** Somebody waits for a keyframe. */
  lacks(slot: number): boolean;
  show(slot: number, delta: Uint8Array, keyframe?: Uint8Array): void;
  replace(slot: number, keyframe: Uint8Array): void;
  remove(slot: number): void;
  log(slot: number, lines: readonly LogLine[], dropped: number): void;
  changed(): void;
}

/** Ticks between two looks whether the moment is still wanted. */
const BREATH = 64;

export class RecordedSlot implements Onlooker {
  readonly number: number;
  readonly #lives: readonly Life[];
  readonly #host: RecordedSlotHost;
  #life: Life | undefined;
  #child: ReplayedChild | undefined;
  /** Of the life's records, those that were played. */
  #taken = 0;
  #isQuiet = false;
  /** What was said up to this tick is told once, however often it is played. */
  readonly #heard = new Map<Life, number>();
  readonly #points: StartingPoints;
  /** Of which it was said that it is played from its beginning. */
  readonly #told = new Set<Life>();
  /** That was last asked for. */
  #moment = 0;
  #info: SlotInfo | undefined;
  nodes = 0;

  constructor(number: number, lives: readonly Life[], host: RecordedSlotHost) {
    this.number = number;
    this.#lives = lives;
    this.#host = host;
    this.#points = new StartingPoints(async (life, snapshot) => {
      const opened = await host.open(life, snapshot);
      return opened.ok ? opened.value : undefined;
    });
  }

  /** Undefined: the module is not there at this moment. */
  get info(): SlotInfo | undefined {
    return this.#info;
  }
  get session(): Session | undefined {
    return this.#child?.session;
  }

  /** `isQuiet`: nothing is shown on the way. Gives up where `isWanted` says no more. */
  async moveTo(moment: number, isQuiet: boolean, isWanted: () => boolean): Promise<void> {
    this.#isQuiet = isQuiet;
    const life = this.#lives.findLast(({ from }) => from <= moment);
    const tick = life ? Math.min(life.lastTick, life.fromTick + moment - life.from) : 0;
    const isBack = moment < this.#moment && (!this.#child || tick < this.#child.tick);
    const mustBegin = life !== this.#life || isBack;
    this.#moment = moment;
    const start = life && (await this.#start(life, mustBegin ? firstTick(life) : this.#child?.tick, tick));
    const isAnew = mustBegin || start !== undefined;
    if (isAnew) await this.#begin(life, start);
    if (life) await this.#playTo(life, tick, isWanted);
    if (life && moment > untilOf(life) && isWanted()) await this.#end(life);
    if (isAnew || this.#isQuiet) await this.#replace();
    if (isAnew) this.#host.changed();
  }

  /** Its text; every version that played in the recording has one. */
  sourceOf(version: number): string | undefined {
    const life = this.#lives.find((one) => one.version === version);
    return life && this.#host.module(life.module).proven.checked.source;
  }

  close(): Promise<unknown> | undefined {
    this.#child?.kill();
    return this.#child?.session.ended;
  }

  /** For somebody who joins while nothing plays. */
  async showWhole(): Promise<void> {
    const keyframe = await this.session?.keyframe();
    if (keyframe?.ok) this.#host.show(this.number, nothing, keyframe.value);
  }

  lacks(): boolean {
    return !this.#isQuiet && this.#host.lacks(this.number);
  }

  played(tick: number, { delta, keyframe, log, logDropped, nodes }: TickResult): void {
    this.nodes = nodes;
    if (this.#life && tick > (this.#heard.get(this.#life) ?? -1)) {
      this.#heard.set(this.#life, tick);
      if (log.length > 0 || logDropped > 0) this.#host.log(this.number, log, logDropped);
    }
    if (!this.#isQuiet) this.#host.show(this.number, delta, keyframe);
  }

  /** Only among what was played before: what a module said is in no state. */
  async #start(life: Life, after: number | undefined, tick: number): Promise<StartingPoint | undefined> {
    if (after === undefined) return undefined;
    const start = await this.#points.find(life, after, Math.min(tick, this.#heard.get(life) ?? 0));
    if (!start && this.#points.hasUseless(life)) this.#say(life, playedFromBeginning(tick));
    return start;
  }

  /** Once of a life. */
  #say(life: Life, line: LogLine): void {
    if (this.#told.has(life)) return;
    this.#told.add(life);
    this.#host.log(this.number, [line], 0);
  }

  async #begin(life: Life | undefined, start?: StartingPoint): Promise<void> {
    this.#child?.kill();
    this.#child = undefined;
    this.#life = life;
    this.#taken = start?.taken ?? 0;
    this.nodes = 0;
    this.#info = undefined;
    if (!life) return this.#host.remove(this.number);
    this.#info = describeLife(life, this.#lives, this.#host.module);
    const opened = await this.#host.open(life, start?.snapshot ?? life.snapshot);
    if (!opened.ok) {
      const told = "code" in opened.error ? opened.error : opened.error[0];
      return this.#stop(told?.message ?? "it did not start", "code" in opened.error ? [] : opened.error);
    }
    const as = { slot: this.number, name: this.#info.name, isFromState: start !== undefined };
    this.#child = new ReplayedChild(opened.value, as, this);
    // What it had played when it took over was seen by nobody.
    const wasQuiet = this.#isQuiet;
    this.#isQuiet = true;
    await this.#playTo(life, life.fromTick, () => true);
    this.#isQuiet = wasQuiet;
  }

  async #playTo(life: Life, tick: number, isWanted: () => boolean): Promise<void> {
    while (this.#child && isWanted()) {
      const next = Math.min(tick, this.#child.tick + BREATH);
      const record = life.records[this.#taken];
      if (record && record.is !== "end" && record.tick <= next) {
        this.#taken++;
        await this.#differs(life, await this.#child.take(record));
      } else if (this.#child.tick < tick) await this.#differs(life, await this.#child.reach(next));
      else return;
    }
  }

  /** As it ended then. */
  async #end(life: Life): Promise<void> {
    const end = life.records.at(-1);
    if (end?.is !== "end" || this.#info?.state !== "live") return;
    if (end.reason === REMOVED) {
      await this.#begin(undefined);
      this.#life = life;
      return this.#host.changed();
    }
    await this.#differs(life, await this.#child?.take(end));
    this.#stop(end.reason, []);
    this.#host.changed();
  }

  async #differs(life: Life, difference: Difference | undefined): Promise<void> {
    if (!difference || !this.#child) return;
    if (this.#child.isFromState) return this.#beginAgain(life, difference.tick);
    const { tick, what, field } = await this.#child.explain(difference, life.records.slice(this.#taken), life.states);
    const told = field ? `${what}; ${tellField(field)}` : what;
    this.#host.log(this.number, [{ level: "error", tick, text: `This is not what was recorded: ${told}` }], 0);
    this.#stop(`from tick ${tick} on it is not what was recorded: ${told}`, []);
    this.#host.changed();
  }

  /** What the state could not bring back has shown. Nothing of the way back is shown. */
  async #beginAgain(life: Life, tick: number): Promise<void> {
    this.#points.giveUp(life);
    this.#told.add(life);
    this.#host.log(this.number, [playedAgain(tick)], 0);
    this.#isQuiet = true;
    await this.#begin(life);
  }

  #stop(reason: string, findings: readonly Finding[]): void {
    this.#child?.kill();
    this.#child = undefined;
    if (this.#info) this.#info = { ...this.#info, state: "quarantined", reason, findings };
  }

  async #replace(): Promise<void> {
    const keyframe = await this.session?.keyframe();
    if (keyframe?.ok) this.#host.replace(this.number, keyframe.value);
  }
}

const nothing = new Uint8Array(0);

/** Before the first that it plays. */
const firstTick = ({ snapshot }: Life): number => snapshot?.tick ?? 0;
