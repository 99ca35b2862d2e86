/**
 * A journal played again: the same modules in fresh children, the same turns at the same ticks, as fast as they can be
 * played, and every digest compared. It needs no network and no model: what came from outside is in the journal.
 *
 * Nothing in a journal is a pass: its sources are handed to `prove`, which gates and proves them again.
 */
import type { Finding } from "../base/finding.ts";
import { contentHash } from "../base/hash.ts";
import type { Json } from "../base/json.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import { defaultLimits, type Limits } from "../sandbox/limits.ts";
import type { Proven } from "../sandbox/proven.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { JournaledModule, JournaledStage, JournalRecord } from "./journal-records.ts";
import { noRecord, readRecords } from "./read-records.ts";
import { type ChildRecord, type Difference, ReplayedChild, type StateRecord } from "./replayed-child.ts";

export interface ReplayParts {
  readonly sandbox: Pick<Sandbox, "open">;
  /** Gates and proves a source again, as the stage was then. */
  readonly prove: (
    module: JournaledModule,
    stage: JournaledStage,
  ) => Promise<Result<Proven, Problem | readonly Finding[]>>;
  readonly signal?: AbortSignal;
}

export interface ReplayReport {
  readonly modules: number;
  readonly children: number;
  /** Played, of all children together. */
  readonly ticks: number;
  /** Compared and found equal. */
  readonly digests: number;
  readonly difference?: Difference;
}

/** The findings are those of a module that does not pass any more. */
export async function replay(
  entries: readonly Json[],
  parts: ReplayParts,
): Promise<Result<ReplayReport, Problem | readonly Finding[]>> {
  const records = readRecords(entries);
  if (!records.ok) return records;
  const [stage] = records.value;
  if (stage?.is !== "stage") return err(noRecord(2));
  const run = new Replay(stage, parts);
  try {
    return await run.play(records.value);
  } finally {
    run.end();
  }
}

class Replay {
  readonly #stage: JournaledStage;
  readonly #parts: ReplayParts;
  readonly #limits: Partial<Limits>;
  readonly #proven = new Map<number, Proven>();
  readonly #children = new Map<number, ReplayedChild>();
  #difference: Difference | undefined;

  constructor(stage: JournaledStage, parts: ReplayParts) {
    this.#stage = stage;
    this.#parts = parts;
    this.#limits = knownLimits(stage.limits);
  }

  async play(records: readonly JournalRecord[]): Promise<Result<ReplayReport, Problem | readonly Finding[]>> {
    for (const [at, record] of records.entries()) {
      if (this.#parts.signal?.aborted) return err(interrupted);
      const played = await this.#take(record, at + 2);
      if (!played.ok) return played;
      if (this.#difference) {
        await this.#explain(this.#difference, record, records, at);
        break;
      }
    }
    return ok(this.#report());
  }

  async #explain(difference: Difference, record: JournalRecord, records: readonly JournalRecord[], at: number) {
    if (!("child" in record)) return;
    const own = (one: JournalRecord) => "child" in one && one.child === record.child;
    const later = records.slice(at + 1).filter((one): one is ChildRecord => own(one) && isPlayed(one));
    const states = records.filter((one): one is StateRecord => own(one) && one.is === "state");
    this.#difference = (await this.#children.get(record.child)?.explain(difference, later, states)) ?? difference;
  }

  end(): void {
    for (const child of this.#children.values()) child.kill();
  }

  async #take(record: JournalRecord, line: number): Promise<Result<null, Problem | readonly Finding[]>> {
    switch (record.is) {
      // No module is told of these; a state is looked at where something differs.
      case "state":
      case "stage":
      case "grants":
      case "arranged":
        return ok(null);
      case "module":
        return this.#prove(record, line);
      case "child":
        return this.#open(record, line);
      default: {
        const child = this.#children.get(record.child);
        if (!child) return err(noRecord(line));
        this.#difference = await child.take(record);
        return ok(null);
      }
    }
  }

  async #prove(module: JournaledModule, line: number): Promise<Result<null, Problem | readonly Finding[]>> {
    if (contentHash(module.source) !== module.hash) return err(noRecord(line));
    const proven = await this.#parts.prove(module, this.#stage);
    if (!proven.ok) return proven;
    this.#proven.set(module.module, proven.value);
    return ok(null);
  }

  async #open(
    { child, slot, module, why, snapshot }: Extract<JournalRecord, { is: "child" }>,
    line: number,
  ): Promise<Result<null, Problem | readonly Finding[]>> {
    const proven = this.#proven.get(module);
    if (!proven || this.#children.has(child)) return err(noRecord(line));
    const { seed, width, height } = this.#stage;
    const opened = await this.#parts.sandbox.open(proven, { seed, width, height, limits: this.#limits, snapshot });
    if (opened.ok) {
      const { name } = proven.checked;
      this.#children.set(child, new ReplayedChild(opened.value, { slot, name }));
      return ok(null);
    }
    if ("code" in opened.error) return err(opened.error);
    const reason = opened.error[0]?.message ?? "it did not start";
    const tick = snapshot?.tick ?? 0;
    this.#difference = { slot, module: proven.checked.name, tick, what: `it did not start (${why}): ${reason}` };
    return ok(null);
  }

  #report(): ReplayReport {
    const children = [...this.#children.values()];
    const sum = (of: (child: ReplayedChild) => number) => children.reduce((total, child) => total + of(child), 0);
    return {
      modules: this.#proven.size,
      children: children.length,
      ticks: sum(({ ticks }) => ticks),
      digests: sum(({ digests }) => digests),
      difference: this.#difference,
    };
  }
}

const isPlayed = ({ is }: JournalRecord): boolean => is === "turn" || is === "digest" || is === "end";

/** Names that this version knows; a journal cannot raise what it does not name. */
export const knownLimits = (limits: JournaledStage["limits"]): Partial<Limits> =>
  Object.fromEntries(Object.entries(limits).filter(([name]) => name in defaultLimits));

const interrupted: Problem = {
  code: "INTERRUPTED",
  message: "Cannot finish: the replay was interrupted",
  hint: "Run it again; a replay changes nothing.",
};
