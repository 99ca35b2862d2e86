/**
 * What is told of each making afterwards: its steps and how it ended, for the last hundred, each within a bound.
 */
import type { Hash } from "../base/hash.ts";
import type { MakeEvent, MakeStatus } from "../base/make-event.ts";
import type { Problem } from "../base/problem.ts";
import type { MakeResult } from "../pipeline/make.ts";

export interface MakeRecord {
  readonly id: string;
  readonly description: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  /** The pieces of one answer are joined, and only its first 64 k characters are kept. */
  readonly events: readonly MakeEvent[];
  /** There once a module was made, rejected ones included. */
  readonly result?: {
    readonly status: MakeStatus;
    readonly name: string;
    readonly hash: Hash;
    readonly path: string;
    readonly slot?: number;
  };
  /** There when `state` is `failed`. */
  readonly problem?: Problem;
}

type Entry = { -readonly [K in keyof MakeRecord]: MakeRecord[K] } & { events: MakeEvent[] };

const MAX_RECORDS = 100;
/** A module has at most 64 kB. */
const MAX_TEXT = 65_536;

export class MakeHistory {
  readonly #entries = new Map<string, Entry>();
  #count = 0;

  add(description: string): MakeRecord {
    const id = `make-${++this.#count}`;
    const entry: Entry = { id, description, state: "waiting", events: [] };
    this.#entries.set(id, entry);
    this.#forgetOldest();
    return entry;
  }

  get(id: string): MakeRecord | undefined {
    return this.#entries.get(id);
  }

  unfinished(): MakeRecord[] {
    return [...this.#entries.values()].filter(({ state }) => state === "waiting" || state === "running");
  }

  begin(id: string): void {
    const entry = this.#entries.get(id);
    if (entry) entry.state = "running";
  }

  result(id: string, { status, name, hash, path }: MakeResult): void {
    const entry = this.#entries.get(id);
    if (entry) entry.result = { status, name, hash, path };
  }

  note(id: string, event: MakeEvent): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (event.step === "generate") joinText(entry.events, event);
    else entry.events.push(event);
    if (event.step === "done") entry.state = "done";
    if (event.step === "staged" && entry.result) entry.result = { ...entry.result, slot: event.slot };
    if (event.step === "failed") {
      entry.state = "failed";
      entry.problem = event.problem;
    }
  }

  /** Never one that is not finished: somebody still waits for it, and few may wait. */
  #forgetOldest(): void {
    for (const [id, { state }] of this.#entries) {
      if (this.#entries.size <= MAX_RECORDS) return;
      if (state === "done" || state === "failed") this.#entries.delete(id);
    }
  }
}

function joinText(events: MakeEvent[], event: Extract<MakeEvent, { step: "generate" }>): void {
  const last = events.at(-1);
  const joins = last?.step === "generate" && last.attempt === event.attempt;
  const text = ((joins ? last.text : "") + event.text).slice(0, MAX_TEXT);
  events.splice(joins ? -1 : events.length, joins ? 1 : 0, { ...event, text });
}
