/**
 * What a binary message to a page says before the frame: whose it is, and which one. Made by the host, read by the page;
 * the frame inside is the child's and stays unread by the host.
 *
 * `[version u8][type u8][sequence u16][slot u32]`, little-endian, then the frame.
 */
import { err, ok, type Result } from "../base/result.ts";

export const ENVELOPE_VERSION = 1;
const HEADER = 8;

/** `PAST`: a stretch of what the slot showed earlier (`past.ts`), for the page that asked. */
export const EnvelopeType = { DELTA: 1, KEYFRAME: 2, REMOVED: 3, PAST: 4 } as const;
export type EnvelopeType = (typeof EnvelopeType)[keyof typeof EnvelopeType];

export interface Envelope {
  readonly type: EnvelopeType;
  readonly slot: number;
  /**
   * Counts the deltas of the slot, modulo 2 ** 16; a keyframe has the number of the delta that it includes. A delta that
   * does not follow on what was last applied means that one is missing.
   */
  readonly sequence: number;
  /** Empty when the slot was removed. */
  readonly frame: Uint8Array;
}

export function pack({ type, slot, sequence, frame }: Envelope): Uint8Array {
  const bytes = new Uint8Array(HEADER + frame.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, ENVELOPE_VERSION);
  view.setUint8(1, type);
  view.setUint16(2, sequence, true);
  view.setUint32(4, slot, true);
  bytes.set(frame, HEADER);
  return bytes;
}

/** The frame is a view of `bytes`. */
export function unpack(bytes: Uint8Array): Result<Envelope, string> {
  if (bytes.length < HEADER) return err(`Cannot read the message: ${bytes.length} bytes are no envelope.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(0);
  if (version !== ENVELOPE_VERSION)
    return err(`Cannot read the message: its envelope has version ${version}, this reader ${ENVELOPE_VERSION}.`);
  const type = view.getUint8(1);
  if (!isType(type)) return err(`Cannot read the message: its type ${type} is unknown.`);
  return ok({
    type,
    sequence: view.getUint16(2, true),
    slot: view.getUint32(4, true),
    frame: bytes.subarray(HEADER),
  });
}

const isType = (type: number): type is EnvelopeType => type >= EnvelopeType.DELTA && type <= EnvelopeType.PAST;

/** Whether a delta with this number comes next after what was last applied. */
export const follows = (sequence: number, last: number): boolean => sequence === ((last + 1) & 0xffff);
