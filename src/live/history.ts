/**
 * The last minutes of the stage, for pages that look back: of each slot, stretches of a keyframe and the deltas after it.
 * Frames are not looked into, and nothing here outlives the stage.
 *
 * Bounded in memory. Where that is too little for all of it, what is older than a minute goes first; then older stretches
 * keep their keyframe alone, a picture a second; then the oldest go. Whoever asks is told.
 */
import { EnvelopeType, pack } from "../wire/envelope.ts";
import type { HistoryRange } from "../wire/page.ts";
import { StretchWriter } from "../wire/past.ts";

export interface HistoryBounds {
  readonly bytes: number;
  /** Ticks of the stage that are kept whatever they cost, as long as one picture a second of them fits. */
  readonly least: number;
  /** Ticks beyond which nothing is kept. */
  readonly most: number;
}

const usual: HistoryBounds = { bytes: 64 * 2 ** 20, least: 60 * 64, most: 10 * 60 * 64 };

/** A stretch ends after as many deltas or bytes: what a page has to be sent for one picture. */
const STRETCH_FRAMES = 64;
const STRETCH_BYTES = 2 * 2 ** 20;

export interface PastMoment {
  /** The same answer holds from here … */
  readonly from: number;
  /** … to before here. */
  readonly until: number;
  /** Those that were there, with their messages for a page. */
  readonly slots: readonly { readonly slot: number; readonly message: Uint8Array }[];
}

interface Reel {
  /** Oldest first; the last one may be open. */
  readonly stretches: StretchWriter[];
  isRemoved: boolean;
}

export class History {
  readonly #bounds: HistoryBounds;
  readonly #reels = new Map<number, Reel>();
  #now = 0;

  constructor(bounds: HistoryBounds = usual) {
    this.#bounds = bounds;
  }

  get range(): HistoryRange {
    let from = this.#now;
    let coarseUntil: number | undefined;
    for (const { stretches } of this.#reels.values()) {
      from = Math.min(from, stretches[0]?.first ?? from);
      const coarse = stretches.findLast(({ isCoarse }) => isCoarse);
      if (coarse) coarseUntil = Math.max(coarseUntil ?? 0, coarse.until);
    }
    return { from: Math.max(from, this.#now - this.#bounds.most), to: this.#now, coarseUntil };
  }

  /** The stage has come to this moment. */
  advance(now: number): void {
    this.#now = now;
  }

  /** A new stretch is due, which needs a keyframe. */
  lacks(slot: number): boolean {
    const last = this.#reels.get(slot)?.stretches.at(-1);
    return last === undefined || last.count >= STRETCH_FRAMES || last.deltaBytes >= STRETCH_BYTES;
  }

  /** What a tick of the slot showed, at the moment that it belongs to. A keyframe includes the delta. */
  show(slot: number, moment: number, delta: Uint8Array, keyframe?: Uint8Array): void {
    if (keyframe && this.lacks(slot)) return this.begin(slot, moment, keyframe);
    if (delta.length > 0) this.#reels.get(slot)?.stretches.at(-1)?.append(moment, delta);
  }

  /** From here on the slot shows this. */
  begin(slot: number, moment: number, keyframe: Uint8Array): void {
    const reel = this.#reels.get(slot) ?? { stretches: [], isRemoved: false };
    this.#reels.set(slot, reel);
    reel.stretches.at(-1)?.close(moment);
    reel.stretches.push(new StretchWriter(moment, keyframe));
    this.#makeRoom();
  }

  remove(slot: number): void {
    const reel = this.#reels.get(slot);
    if (!reel) return;
    reel.isRemoved = true;
    reel.stretches.at(-1)?.close(this.#now);
  }

  /** Of each slot that was there the stretch in which a moment lies. */
  at(wanted: number): PastMoment {
    const moment = Math.min(wanted, this.#now);
    let from = 0;
    // What is being added to now is sent as it is now.
    let until = this.#now + 1;
    const slots: { slot: number; message: Uint8Array }[] = [];
    for (const [slot, { stretches }] of this.#reels) {
      const at = stretches.findLastIndex(({ first }) => first <= moment);
      const [stretch, next] = [stretches[at], stretches[at + 1]];
      if (next) until = Math.min(until, next.first);
      if (!stretch) continue;
      if (moment < stretch.until) {
        from = Math.max(from, stretch.first);
        until = Math.min(until, stretch.until);
        slots.push({ slot, message: pack({ type: EnvelopeType.PAST, slot, sequence: 0, frame: stretch.pack() }) });
      } else from = Math.max(from, stretch.until);
    }
    return { from, until, slots };
  }

  #makeRoom(): void {
    const { least, most, bytes } = this.#bounds;
    this.#forget(this.#now - most);
    let size = this.#size();
    if (size > bytes) {
      size -= this.#dropWhile(size - bytes, ({ until }) => until <= this.#now - least);
      size -= this.#thin(size - bytes);
      this.#dropWhile(size - bytes, () => true);
    }
    for (const [slot, { stretches, isRemoved }] of this.#reels)
      if (isRemoved && stretches.length === 0) this.#reels.delete(slot);
  }

  #size(): number {
    let size = 0;
    for (const { stretches } of this.#reels.values()) for (const stretch of stretches) size += stretch.size;
    return size;
  }

  /** Closed ones, the oldest first, over all slots. */
  #closed(): { readonly reel: Reel; readonly stretch: StretchWriter }[] {
    return [...this.#reels.values()]
      .flatMap((reel) => reel.stretches.slice(0, reel.isRemoved ? undefined : -1).map((stretch) => ({ reel, stretch })))
      .sort((one, other) => one.stretch.first - other.stretch.first);
  }

  #forget(before: number): void {
    for (const { stretches } of this.#reels.values())
      while (stretches[0] !== undefined && stretches[0].until <= before) stretches.shift();
  }

  /** Answers how many bytes it freed. */
  #dropWhile(bytes: number, may: (stretch: StretchWriter) => boolean): number {
    let freed = 0;
    for (const { reel, stretch } of this.#closed()) {
      if (freed >= bytes || !may(stretch)) break;
      removeFrom(reel, stretch);
      freed += stretch.size;
    }
    return freed;
  }

  #thin(bytes: number): number {
    let freed = 0;
    for (const { stretch } of this.#closed()) {
      if (freed >= bytes) break;
      const before = stretch.size;
      if (!stretch.isCoarse) stretch.thin();
      freed += before - stretch.size;
    }
    return freed;
  }
}

const removeFrom = (reel: Reel, stretch: StretchWriter): void =>
  void reel.stretches.splice(reel.stretches.indexOf(stretch), 1);
