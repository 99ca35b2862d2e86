/**
 * The numbers of the frame format that encoder and decoder share: the first byte, and the caps that bound what a decoder
 * ever holds. `docs/wire.md` describes the format byte by byte.
 *
 * Changing anything here but a cap upwards raises `FRAME_VERSION`.
 */

import { FRAME_VERSION } from "./schema.ts";

/** The first byte: the version in the low half, these in the high half. */
export const VERSION_MASK = 0x0f;
export const Flag = {
  /** A whole picture: the decoder starts from nothing. */
  KEYFRAME: 0x10,
  /** Nodes came, went, moved in the tree or were renamed. */
  STRUCTURE: 0x20,
  /** The runs are those of the last delta; their headers are left out. */
  SAME_RUNS: 0x40,
  /** The tick stands in full; otherwise in one byte. */
  LONG_TICK: 0x80,
} as const;

/** Whether bytes begin as a frame does; nothing changed is no bytes. All that the host ever looks at. */
export const isFrame = (bytes: Uint8Array): boolean =>
  bytes.length === 0 || (bytes[0]! & VERSION_MASK) === FRAME_VERSION;

/** More than any scene is allowed (`Limits.nodes`), so that a flag can raise that budget. */
export const MAX_NODES = 65_536;
/** UTF-8 bytes; longer names and textures are cut at a character. */
export const MAX_NAME_BYTES = 256;
/** UTF-8 bytes of one label; longer text is cut at a character. */
export const MAX_TEXT_BYTES = 4096;
/** The table of names, types and textures. When it is full, text stands inline until a keyframe starts it anew. */
export const MAX_INTERNED = 4096;
export const MAX_INTERNED_BYTES = 65_536;
/** Bytes of text, points and cells in one scene, two for a text unit and four for a number or a cell. */
export const MAX_EXTRA_BYTES = 16 * 2 ** 20;
/** A longer frame is refused unread. */
export const MAX_FRAME_BYTES = 8 * 2 ** 20;

/** A scene that no decoder would take. The driver reports it as the module's fault. */
export class FrameTooLarge extends RangeError {
  override readonly name = "FrameTooLarge";
}

/** Says why bytes are no frame; thrown and caught within `wire/`. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}
