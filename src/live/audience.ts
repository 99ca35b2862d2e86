/**
 * Who looks at the stage: pages that are sent frames, and listeners that are only told what happens.
 *
 * A viewer that joins gets a keyframe of each module and then its deltas. One whose connection is full gets nothing until it
 * has drained, and then keyframes again: it loses frames, and nobody else waits for it. Frames are not looked into.
 */
import { atMostEvery, type Seldom } from "../base/at-most-every.ts";
import { EnvelopeType, pack } from "../wire/envelope.ts";
import type { StageEvent } from "../wire/page.ts";
import type { StageClock } from "./clock.ts";
import type { Viewer } from "./stage.ts";

/** Bytes in a viewer's connection beyond which it is slow: a few of the largest keyframes, or half a second of 10,000 nodes. */
export const FULL = 4 * 2 ** 20;
/** How long a slow viewer is left alone before it is tried again. */
export const PATIENCE_MS = 500;
/** Everybody is told of everybody who comes or goes: at once, and then no more often than this. */
const TELL_EVERY_MS = 100;

const nothing = new Uint8Array(0);

interface Seat {
  readonly viewer: Viewer;
  /** Slots whose whole picture it has; only to these do deltas make sense. */
  readonly has: Set<number>;
  /** Before this time it gets no frames. */
  restsUntil: number;
}

export class Audience {
  readonly #clock: StageClock;
  readonly #seats = new Set<Seat>();
  readonly #listeners = new Set<(event: StageEvent) => void>();
  readonly #changed: Seldom;
  /** Deltas of each slot that were not empty, modulo 2 ** 16. */
  readonly #sequences = new Map<number, number>();

  /** `changed`: viewers came or went. */
  constructor(clock: StageClock, changed: () => void) {
    this.#clock = clock;
    this.#changed = atMostEvery(TELL_EVERY_MS, clock, changed);
  }

  get size(): number {
    return this.#seats.size;
  }

  watch(viewer: Viewer): () => void {
    const seat: Seat = { viewer, has: new Set(), restsUntil: 0 };
    this.#seats.add(seat);
    this.#changed.ask();
    return () => {
      if (this.#seats.delete(seat)) this.#changed.ask();
    };
  }

  listen(note: (event: StageEvent) => void): () => void {
    // Wrapped, so that the same function may listen twice.
    const listener = (event: StageEvent) => note(event);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  note(event: StageEvent): void {
    for (const seat of this.#seats) seat.viewer.note(event);
    for (const listener of this.#listeners) listener(event);
  }

  /** Whether somebody could take a keyframe of the slot now and has none. */
  lacks(slot: number): boolean {
    for (const seat of this.#seats) if (!seat.has.has(slot) && this.#isReady(seat)) return true;
    return false;
  }

  /** The frames of one tick: the delta to whoever can follow, the keyframe to whoever lacks one. */
  show(slot: number, delta: Uint8Array, keyframe?: Uint8Array): void {
    let sequence = this.#sequences.get(slot) ?? 0;
    if (delta.length > 0) this.#sequences.set(slot, (sequence = (sequence + 1) & 0xffff));
    const envelope = (type: EnvelopeType, frame: Uint8Array) => pack({ type, slot, sequence, frame });
    let deltaBytes: Uint8Array | undefined;
    let keyframeBytes: Uint8Array | undefined;
    for (const seat of this.#seats) {
      if (seat.has.has(slot)) {
        if (delta.length > 0) this.#send(seat, (deltaBytes ??= envelope(EnvelopeType.DELTA, delta)));
      } else if (keyframe && this.#isReady(seat)) {
        seat.has.add(slot);
        this.#send(seat, (keyframeBytes ??= envelope(EnvelopeType.KEYFRAME, keyframe)));
      }
    }
  }

  /** Another child now speaks for the slot: its keyframe goes to everybody. */
  replace(slot: number, keyframe: Uint8Array): void {
    for (const seat of this.#seats) seat.has.delete(slot);
    this.show(slot, nothing, keyframe);
  }

  remove(slot: number): void {
    const sequence = this.#sequences.get(slot) ?? 0;
    this.#sequences.delete(slot);
    const bytes = pack({ type: EnvelopeType.REMOVED, slot, sequence, frame: nothing });
    for (const seat of this.#seats) {
      seat.has.delete(slot);
      // However full its connection: eight bytes, and nothing later would say it again.
      seat.viewer.send(bytes);
    }
  }

  clear(): void {
    this.#seats.clear();
    this.#listeners.clear();
    this.#changed.drop();
  }

  #send(seat: Seat, bytes: Uint8Array): void {
    if (seat.viewer.send(bytes) <= FULL) return;
    seat.has.clear();
    seat.restsUntil = this.#clock.now() + PATIENCE_MS;
  }

  #isReady(seat: Seat): boolean {
    return this.#clock.now() >= seat.restsUntil && (seat.viewer.buffered?.() ?? 0) <= FULL / 2;
  }
}
