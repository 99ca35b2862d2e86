/**
 * A reply of the child as bytes: sixteen bytes of header, a JSON head, a delta frame, a keyframe.
 *
 * The child encodes, the host parses. Parsing is total and bounded: any bytes give a reply, "more, please" or a sentence,
 * never a throw, and never more memory than the bounds of the request that is being answered. A head is read apart from
 * the bytes, by whoever needs what it says; what that is, is for `claims.ts`.
 */
import { err, ok, type Result } from "../base/result.ts";
import { PROTOCOL_VERSION } from "./protocol.ts";

/** `[version u8][mark u8][0 u16][head u32][delta u32][keyframe u32]`, little-endian, lengths in bytes. */
const HEADER_BYTES = 16;
/** Tells a reply from text that strayed onto the stream. */
const MARK = 0xa7;
const nothing = new Uint8Array(0);

export function encodeReply(head: string, delta: Uint8Array = nothing, keyframe: Uint8Array = nothing): Uint8Array {
  const headBytes = new TextEncoder().encode(head);
  const bytes = new Uint8Array(HEADER_BYTES + headBytes.length + delta.length + keyframe.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, PROTOCOL_VERSION);
  view.setUint8(1, MARK);
  view.setUint32(4, headBytes.length, true);
  view.setUint32(8, delta.length, true);
  view.setUint32(12, keyframe.length, true);
  bytes.set(headBytes, HEADER_BYTES);
  bytes.set(delta, HEADER_BYTES + headBytes.length);
  bytes.set(keyframe, HEADER_BYTES + headBytes.length + delta.length);
  return bytes;
}

/** What a reply may weigh at most, by the request that it answers. */
export interface ReplyBounds {
  readonly headBytes: number;
  /** Of each of the two frames. */
  readonly frameBytes: number;
}

export interface RawReply {
  /** Any bytes at all; `readHead` makes JSON of them. */
  readonly head: Uint8Array;
  readonly delta: Uint8Array;
  readonly keyframe: Uint8Array;
}

/** Reads one reply from chunks as they arrive. A byte after its end is a breach: the child speaks when it is asked. */
export class ReplyReader {
  readonly #bounds: ReplyBounds;
  readonly #header = new Uint8Array(HEADER_BYTES);
  #received = 0;
  #body: Uint8Array | undefined;
  #lengths = { head: 0, delta: 0, keyframe: 0 };

  constructor(bounds: ReplyBounds) {
    this.#bounds = bounds;
  }

  /** So many bytes at least are still to come: up to the end of the header, and then of the reply. */
  get missing(): number {
    return HEADER_BYTES + (this.#body?.length ?? 0) - this.#received;
  }

  /** Null: the reply is not whole yet. */
  push(chunk: Uint8Array): Result<RawReply | null, string> {
    let rest = chunk;
    if (this.#received < HEADER_BYTES) {
      const taken = rest.subarray(0, HEADER_BYTES - this.#received);
      this.#header.set(taken, this.#received);
      this.#received += taken.length;
      rest = rest.subarray(taken.length);
      if (this.#received < HEADER_BYTES) return ok(null);
      const fault = this.#readHeader();
      if (fault !== null) return err(fault);
    }
    const body = this.#body ?? nothing;
    const at = this.#received - HEADER_BYTES;
    if (at + rest.length > body.length) return err("sent more bytes than its header announced");
    body.set(rest, at);
    this.#received += rest.length;
    return this.#received === HEADER_BYTES + body.length ? ok(this.#parts(body)) : ok(null);
  }

  /** Null, or what is wrong. Memory is taken only for lengths that are within bounds. */
  #readHeader(): string | null {
    const view = new DataView(this.#header.buffer);
    if (view.getUint8(1) !== MARK || view.getUint16(2, true) !== 0) return "sent bytes that are no reply";
    const version = view.getUint8(0);
    if (version !== PROTOCOL_VERSION) return `speaks protocol version ${version}, not ${PROTOCOL_VERSION}`;
    const head = view.getUint32(4, true);
    const delta = view.getUint32(8, true);
    const keyframe = view.getUint32(12, true);
    if (head > this.#bounds.headBytes) return `announced a head of ${head} bytes, over ${this.#bounds.headBytes}`;
    const frame = Math.max(delta, keyframe);
    if (frame > this.#bounds.frameBytes) return `announced a frame of ${frame} bytes, over ${this.#bounds.frameBytes}`;
    this.#lengths = { head, delta, keyframe };
    this.#body = new Uint8Array(head + delta + keyframe);
    return null;
  }

  #parts(body: Uint8Array): RawReply {
    const { head, delta } = this.#lengths;
    return {
      head: body.subarray(0, head),
      delta: body.subarray(head, head + delta),
      keyframe: body.subarray(head + delta),
    };
  }
}

/** As the head of an answer does that is no fault. */
export const beginsWell = (head: Uint8Array): boolean => GOOD.every((byte, at) => head[at] === byte);
const GOOD = new TextEncoder().encode('{"ok":true,');

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Any JSON at all, or what is wrong with the bytes. */
export function readHead(bytes: Uint8Array): Result<unknown, string> {
  if (isDense(bytes)) return err("sent a head of more lists and records than anything has");
  try {
    return ok(JSON.parse(decoder.decode(bytes)));
  } catch {
    // Not UTF-8, not JSON, or nested past the parser's stack: all of it is malformed.
    return err("sent a head that is not JSON");
  }
}

/** Parsed, an empty list weighs many times its two bytes: their number is bounded too. */
function isDense(head: Uint8Array): boolean {
  let left = 2_000 + head.length / 8;
  // By index: an iterator takes fifteen times as long, and a large scene describes itself in megabytes.
  for (let at = 0; at < head.length; at++) {
    const byte = head[at];
    if ((byte === 0x5b || byte === 0x7b) && --left < 0) return true;
  }
  return false;
}
