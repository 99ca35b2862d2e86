/**
 * One slot of a recording, brought to a moment: the child that was there then, played from its own beginning behind the
 * wall. It goes forwards by playing on, and backwards by beginning anew.
 */
import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";
import type { Result } from "../base/result.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { Session, TickResult } from "../sandbox/sandbox.ts";
import type { SlotInfo } from "../wire/page.ts";
import type { LogLine } from "../wire/protocol.ts";
import type { JournaledModule } from "./journal-records.ts";
import { type Life, untilOf } from "./recording.ts";
import { type Difference, type Onlooker, ReplayedChild } from "./replayed-child.ts";

export interface RecordedSlotHost {
  proven(module: number): { readonly proven: Proven; readonly journaled: JournaledModule };
  open(life: Life): Promise<Result<Session, Problem | readonly Finding[]>>;
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
  /** That was last asked for. */
  #moment = 0;
  #info: SlotInfo | undefined;
  nodes = 0;

  constructor(number: number, lives: readonly Life[], host: RecordedSlotHost) {
    this.number = number;
    this.#lives = lives;
    this.#host = host;
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
    const isAnew = life !== this.#life || isBack;
    this.#moment = moment;
    if (isAnew) await this.#begin(life);
    if (life) await this.#playTo(life, tick, isWanted);
    if (life && moment > untilOf(life) && isWanted()) await this.#end(life);
    if (isAnew || isQuiet) await this.#replace();
    if (isAnew) this.#host.changed();
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

  async #begin(life: Life | undefined): Promise<void> {
    this.#child?.kill();
    this.#child = undefined;
    this.#life = life;
    this.#taken = 0;
    this.nodes = 0;
    this.#info = undefined;
    if (!life) return this.#host.remove(this.number);
    this.#info = describe(life, this.#lives, this.#host);
    const opened = await this.#host.open(life);
    if (!opened.ok) {
      const told = "code" in opened.error ? opened.error : opened.error[0];
      return this.#stop(told?.message ?? "it did not start", "code" in opened.error ? [] : opened.error);
    }
    this.#child = new ReplayedChild(opened.value, { slot: this.number, name: this.#info.name }, this);
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
        this.#differs(await this.#child.take(record));
      } else if (this.#child.tick < tick) this.#differs(await this.#child.reach(next));
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
    this.#differs(await this.#child?.take(end));
    this.#stop(end.reason, []);
    this.#host.changed();
  }

  #differs(difference: Difference | undefined): void {
    if (!difference) return;
    const { tick, what } = difference;
    this.#host.log(this.number, [{ level: "error", tick, text: `This is not what was recorded: ${what}` }], 0);
    this.#stop(`from tick ${tick} on it is not what was recorded: ${what}`, []);
    this.#host.changed();
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
/** As `slot.ts` ends a module that a person takes off the stage. */
const REMOVED = "taken off the stage";

function describe(life: Life, lives: readonly Life[], host: RecordedSlotHost): SlotInfo {
  const { proven, journaled } = host.proven(life.module);
  const { checked, verdict } = proven;
  const changes = lives.slice(0, lives.indexOf(life) + 1).filter(({ why }) => why === "swap" || why === "rollback");
  return {
    slot: life.slot,
    name: checked.name,
    hash: checked.hash,
    source: checked.source,
    about: { description: journaled.description, path: journaled.path },
    state: "live",
    frames: verdict.frames,
    stateHash: verdict.stateHash,
    findings: [],
    swaps: changes.length,
    version: changes.length + 1,
    versions: [],
  };
}
