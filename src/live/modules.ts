/**
 * The modules of a stage, from the back to the front: how each comes, is changed, goes, and comes back.
 *
 * A change of child stands in line behind the last one of its slot, and delays nothing else.
 */
import type { Finding } from "../base/finding.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { isProven, type Proven, type Proving } from "../sandbox/proven.ts";
import type { End } from "../sandbox/sandbox.ts";
import type { Arrangement, ModuleAbout, SlotInfo, SwapReport } from "../wire/page.ts";
import { arrangementProblem } from "./placement.ts";
import * as problems from "./problems.ts";
import { type Open, type Refusal, reopen, rollBack, swap } from "./replacement.ts";
import { Slot, type SlotHost } from "./slot.ts";
import { TICK_RATE } from "./stage.ts";
import { recoveredLine } from "./told.ts";

/** What the modules tell the stage, beside what each slot does. */
export interface ModulesHost extends Omit<SlotHost, "ended"> {
  ended(slot: number, end: End): void;
  swapped(report: SwapReport): void;
  removed(slot: number): void;
  /** As in `StageTime`. */
  now(): { readonly moment: number; readonly tick: number };
}

/** Ticks: what kills a process more often is no accident, and a person decides. */
const RECOVER_EVERY = 10 * TICK_RATE;

export class Modules {
  readonly #open: Open;
  readonly #host: ModulesHost;
  readonly #slotHost: SlotHost;
  readonly #slots = new Map<number, Slot>();
  /** The moment at which a slot was last brought back without being asked. */
  readonly #recoveries = new WeakMap<Slot, number>();
  #lastSlot = 0;
  #isClosed = false;

  constructor(open: Open, host: ModulesHost) {
    this.#open = open;
    this.#host = host;
    this.#slotHost = { ...host, ended: (slot, end) => this.#onEnd(slot, end) };
  }

  /** Those that start are among them. */
  get all(): readonly Slot[] {
    return [...this.#slots.values()];
  }
  /** As people see them. */
  get shown(): readonly Slot[] {
    return this.all.filter((slot) => slot.hasStarted);
  }
  find(number: number): Slot | undefined {
    return this.#slots.get(number);
  }

  async add(proven: Proven, about: ModuleAbout): Promise<Result<SlotInfo, Refusal>> {
    mustBeProven(proven);
    if (this.#isClosed) return err(problems.closed);
    const slot = new Slot(++this.#lastSlot, proven, about, this.#slotHost);
    // On the list while it starts, so that closing the stage ends it; shown when it has started.
    this.#slots.set(slot.number, slot);
    const started = await slot.exclusively(() => reopen(slot, this.#open, "add"));
    if (started.ok) return ok(slot.info);
    this.#slots.delete(slot.number);
    return started;
  }

  async swap(number: number, module: Proven | Proving, about: ModuleAbout): Promise<Result<SwapReport, Refusal>> {
    if (!("proof" in module)) mustBeProven(module);
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("swap", number));
    const swapped = await slot.exclusively(() => swap(slot, module, about, this.#open));
    if (swapped.ok) this.#host.swapped(swapped.value);
    else if (!("code" in swapped.error)) slot.turnAway(swapped.error, module.checked.source);
    return swapped;
  }

  async rollBack(number: number, version: number): Promise<Result<SwapReport, Refusal>> {
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("roll back", number));
    const rolled = await slot.exclusively(() => rollBack(slot, version, this.#open));
    if (rolled.ok) this.#host.swapped(rolled.value);
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
    this.#host.changed();
    return ok(slot.info);
  }

  remove(number: number): Result<null, Problem> {
    const slot = this.#slots.get(number);
    if (!slot) return err(problems.noSlot("remove", number));
    this.#slots.delete(number);
    void slot.remove();
    this.#host.removed(number);
    this.#host.changed();
    return ok(null);
  }

  /** All of them from tick 0; settles when they are back. */
  async restart(): Promise<void> {
    await Promise.all(this.shown.map((slot) => this.#restart(slot)));
  }

  /** Settles when every child is gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.all.map((slot) => slot.remove()));
    this.#slots.clear();
  }

  #rank(slot: Slot, order: number): void {
    const others = [...this.#slots.values()].filter((other) => other !== slot);
    this.#slots.clear();
    for (const one of others.toSpliced(order, 0, slot)) this.#slots.set(one.number, one);
  }

  #restart(slot: Slot): Promise<void> {
    return slot.exclusively(async () => {
      const reopened = await reopen(slot, this.#open, "restart");
      if (!reopened.ok && !slot.isRemoved) slot.quarantine(endOf(reopened.error));
    });
  }

  #onEnd(slot: Slot, end: End): void {
    this.#host.ended(slot.number, end);
    this.#host.changed();
    if (end.isAccident) void this.#recover(slot);
  }

  /** From its last snapshot, without being asked: the module has done nothing. */
  async #recover(slot: Slot): Promise<void> {
    const { moment, tick } = this.#host.now();
    const last = this.#recoveries.get(slot) ?? -Infinity;
    if (this.#isClosed || moment - last < RECOVER_EVERY) return;
    this.#recoveries.set(slot, moment);
    const from = slot.snapshot?.tick ?? 0;
    const revived = await this.revive(slot.number);
    if (revived.ok) this.#host.log(slot.number, [recoveredLine(from, tick)], 0);
  }
}

function mustBeProven(proven: Proven): void {
  if (!isProven(proven)) throw new TypeError("The stage takes only modules that the sandbox has proven");
}

const endOf = (refusal: Refusal): End =>
  "code" in refusal
    ? { reason: refusal.message, findings: [] }
    : { reason: refusal[0]?.message ?? "it did not start", findings: refusal };
