/**
 * A stretch of one module's past as bytes: a keyframe and the deltas after it, each with the moment at which it was shown.
 * The host keeps and sends it, the page reads it; the frames inside stay the child's.
 *
 * `[version u8][coarse u8][0 u16][first u32][until u32]`, then for each frame `[after u32][length u32]` and its bytes,
 * little-endian. Moments count the ticks of the stage since it was opened, and never go back.
 */
import { err, ok, type Result } from "../base/result.ts";

export const PAST_VERSION = 1;
const HEADER = 12;
const FRAME_HEADER = 8;
/** The stretch goes on. */
export const OPEN = 0xffff_ffff;

export interface Stretch {
  readonly first: number;
  /** What comes after belongs to the next one. */
  readonly until: number;
  /** Only the keyframe is left of it. */
  readonly isCoarse: boolean;
  /** The keyframe first. */
  readonly frames: readonly { readonly moment: number; readonly bytes: Uint8Array }[];
}

export class StretchWriter {
  readonly first: number;
  until = OPEN;
  isCoarse = false;
  /** Of deltas. */
  count = 0;
  /** While it goes on: the frames as they came, so that each is copied once, when it ends. */
  #open: { readonly after: number; readonly frame: Uint8Array }[] | undefined;
  #closed = new Uint8Array(0);
  #length: number;
  readonly #keyframeEnd: number;
  /** What the open frames keep alive: each is a view of a whole reply. */
  readonly #keyframeHeld: number;
  #deltasHeld = 0;

  constructor(first: number, keyframe: Uint8Array) {
    this.first = first;
    this.#open = [{ after: 0, frame: keyframe }];
    this.#length = this.#keyframeEnd = HEADER + FRAME_HEADER + keyframe.length;
    this.#keyframeHeld = keyframe.buffer.byteLength;
  }

  /** Bytes that it takes in memory. */
  get size(): number {
    return this.#open ? this.#keyframeHeld + this.#deltasHeld : this.#length;
  }
  /** Of the deltas. */
  get deltaBytes(): number {
    return this.#open ? this.#deltasHeld : this.#length - this.#keyframeEnd;
  }

  append(moment: number, delta: Uint8Array): void {
    if (!this.#open) throw new Error("a stretch that is closed takes no frame");
    this.#open.push({ after: moment - this.first, frame: delta });
    this.#length += FRAME_HEADER + delta.length;
    this.#deltasHeld += delta.buffer.byteLength;
    this.count++;
  }

  /** Nothing is added any more. */
  close(until: number): void {
    if (!this.#open) return;
    this.until = until;
    this.#closed = this.#joined(this.#open);
    this.#open = undefined;
  }

  /** Leaves the keyframe alone; only when it is closed. */
  thin(): void {
    this.isCoarse = true;
    this.#closed = this.#closed.slice(0, this.#keyframeEnd);
    this.#length = this.#keyframeEnd;
  }

  pack(): Uint8Array {
    const bytes = this.#open ? this.#joined(this.#open) : this.#closed.slice();
    const view = new DataView(bytes.buffer);
    view.setUint8(0, PAST_VERSION);
    view.setUint8(1, this.isCoarse ? 1 : 0);
    view.setUint32(4, this.first, true);
    view.setUint32(8, this.until, true);
    return bytes;
  }

  /** With room for the header. */
  #joined(frames: readonly { readonly after: number; readonly frame: Uint8Array }[]): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#length);
    const view = new DataView(bytes.buffer);
    let at = HEADER;
    for (const { after, frame } of frames) {
      view.setUint32(at, after, true);
      view.setUint32(at + 4, frame.length, true);
      bytes.set(frame, at + FRAME_HEADER);
      at += FRAME_HEADER + frame.length;
    }
    return bytes;
  }
}

/** The frames are views of `bytes`. */
export function readStretch(bytes: Uint8Array): Result<Stretch, string> {
  if (bytes.length < HEADER) return err(`Cannot read the past: ${bytes.length} bytes are no stretch of it.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(0);
  if (version !== PAST_VERSION)
    return err(`Cannot read the past: it has version ${version}, this reader ${PAST_VERSION}.`);
  const first = view.getUint32(4, true);
  const frames: { moment: number; bytes: Uint8Array }[] = [];
  for (let at = HEADER; at < bytes.length;) {
    if (at + FRAME_HEADER > bytes.length) return err("Cannot read the past: it ends within a frame.");
    const end = at + FRAME_HEADER + view.getUint32(at + 4, true);
    if (end > bytes.length) return err("Cannot read the past: it ends within a frame.");
    frames.push({ moment: first + view.getUint32(at, true), bytes: bytes.subarray(at + FRAME_HEADER, end) });
    at = end;
  }
  if (frames.length === 0) return err("Cannot read the past: it has no keyframe.");
  return ok({ first, until: view.getUint32(8, true), isCoarse: view.getUint8(1) !== 0, frames });
}
