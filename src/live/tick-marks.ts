/**
 * A mark of each tick of a child, made of what the host sees of it anyway: its frame, what it logged, what it asked. Where
 * two runs differ between two digests, the first mark that differs names the tick. No proof of anything, and nothing that
 * costs: a state's digest each tick would.
 */
import type { TickResult } from "../sandbox/sandbox.ts";

/** Hexadecimal digits of one. */
const SIZE = 4;

export class TickMarks {
  #marks = "";
  #mark = 0;

  /** A turn in which time stood still belongs to the tick after it. */
  add({ delta, log, asks = [] }: TickResult, hold: boolean): void {
    this.#mark = Bun.hash.crc32(delta, this.#mark);
    if (log.length + asks.length > 0) this.#mark = Bun.hash.crc32(JSON.stringify([log, asks]), this.#mark);
    if (hold) return;
    this.#marks += (this.#mark & 0xffff).toString(16).padStart(SIZE, "0");
    this.#mark = 0;
  }

  /** Since the last call. */
  take(): string {
    const marks = this.#marks;
    this.#marks = "";
    return marks;
  }
}

/** How many ticks are equal from the first one on. */
export function equalTicks(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.slice(at, at + SIZE) === other.slice(at, at + SIZE)) at += SIZE;
  return at / SIZE;
}
