/**
 * The making desk: descriptions are made into modules one at a time, in the order they came, and what is verified goes
 * on the stage.
 *
 * One at a time, because each is a model call and a smoke run on a machine that is also keeping a stage at 64 Hz. Every
 * step is told to all pages and kept for the last hundred, so that a page that opens late, or asks by HTTP, hears the same.
 */
import type { Hash } from "../base/hash.ts";
import type { MakeEvent } from "../base/make-event.ts";
import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Stage } from "../live/stage.ts";
import type { MakeResult } from "../pipeline/make.ts";
import { MakeHistory, type MakeRecord } from "./make-history.ts";
import type { Making, WallState } from "./options.ts";
import { placeOnStage } from "./place.ts";
import { asError, fault, noWall } from "./problems.ts";

export interface MakeAsk {
  readonly description: string;
  readonly attempts?: number;
  readonly seed?: number;
  /** Start from a kept module; where that one is on the stage, the new one takes its place. */
  readonly edit?: Hash;
}

export interface MakesOptions {
  readonly making: Making | undefined;
  readonly wall: WallState;
  readonly allowExec: boolean;
  readonly stage: Stage;
  readonly broadcast: (id: string, event: MakeEvent) => void;
  readonly report: (error: unknown) => void;
}

/** Descriptions that may wait behind the one being made. */
const MAX_WAITING = 4;

export class Makes {
  readonly #options: MakesOptions;
  readonly #history = new MakeHistory();
  readonly #waiting: { readonly record: MakeRecord; readonly ask: MakeAsk }[] = [];
  readonly #closing = new AbortController();
  #working: Promise<void> | undefined;

  constructor(options: MakesOptions) {
    this.#options = options;
  }

  get offered(): boolean {
    return this.#options.making !== undefined;
  }

  get(id: string): MakeRecord | undefined {
    return this.#history.get(id);
  }

  /** Waiting or being made, in order. */
  unfinished(): readonly MakeRecord[] {
    return this.#history.unfinished();
  }

  start(ask: MakeAsk): Result<{ readonly id: string }, Problem> {
    const { making, wall, allowExec } = this.#options;
    if (making === undefined || this.#closing.signal.aborted) return err(makingOff);
    if (allowExec && wall === "missing") return err(noWall);
    if (this.#waiting.length >= MAX_WAITING) return err(tooMany);
    const record = this.#history.add(ask.description);
    this.#waiting.push({ record, ask });
    this.#working ??= this.#work(making);
    return ok({ id: record.id });
  }

  /** Ends what is under way and turns away what waits; resolves when nothing runs any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#working;
  }

  async #work(making: Making): Promise<void> {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const { record, ask } = next;
      this.#tell(record, await this.#make(making, record, ask).catch((error) => this.#failed(error)));
    }
    this.#working = undefined;
  }

  /** Tells each step as it happens; the last one is the answer. */
  async #make(making: Making, record: MakeRecord, ask: MakeAsk): Promise<MakeEvent> {
    const { signal } = this.#closing;
    if (signal.aborted) return { step: "failed", problem: stopped };
    const { stage, allowExec } = this.#options;
    this.#history.begin(record.id);
    const made = await making.make({
      description: ask.description.trim(),
      attempts: ask.attempts ?? making.attempts,
      seed: ask.seed ?? making.seed,
      edit: ask.edit,
      frames: making.frames,
      allowExec,
      width: stage.width,
      height: stage.height,
      signal,
      // The end is told here, once the module is on the stage.
      on: (event) => event.step !== "done" && event.step !== "failed" && this.#tell(record, event),
    });
    if (signal.aborted) return { step: "failed", problem: stopped };
    if (!made.ok) return { step: "failed", problem: made.error };
    return await this.#finish(record, made.value, ask.edit);
  }

  async #finish(record: MakeRecord, made: MakeResult, edit: Hash | undefined): Promise<MakeEvent> {
    this.#history.result(record.id, made);
    const { proven, description, path, lineage } = made;
    if (proven !== undefined) {
      const placed = await placeOnStage(this.#options.stage, { proven, about: { description, path, lineage } }, edit);
      if (!placed.ok) return { step: "failed", problem: asError(placed.error) };
      this.#tell(record, { step: "staged", slot: placed.value });
    }
    return { step: "done", status: made.status };
  }

  #failed(error: unknown): MakeEvent {
    this.#options.report(error);
    return { step: "failed", problem: fault };
  }

  #tell(record: MakeRecord, event: MakeEvent): void {
    this.#history.note(record.id, event);
    this.#options.broadcast(record.id, event);
  }
}

const makingOff: Problem = {
  code: "MAKING_OFF",
  message: "Cannot make a module: this server only shows the stage",
  hint: "Start the server with `bun nodegen serve --allow-exec`.",
};
const tooMany: Problem = {
  code: "TOO_MANY_WAITING",
  message: `Cannot take the description: ${MAX_WAITING} others are waiting`,
  hint: "Wait until one is done, and send it again.",
};
const stopped: Problem = {
  code: "MAKING_STOPPED",
  message: "Cannot finish the module: the server was closed",
  hint: "Start the server and send the description again.",
};
