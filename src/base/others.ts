/**
 * What the modules of one stage know of each other and tell each other, as plain data: the engine writes the one half, the
 * host passes it on, and `wire/` carries both. Nothing of it is believed, and nothing else passes between two modules.
 */
import type { Json } from "./json.ts";

/** x, y, rotation, scale x, scale y, and 1 where it is visible, else 0. */
export type RootPlace = readonly [number, number, number, number, number, number];

/** What a module shows of itself to the others. */
export interface Appearance {
  readonly place: RootPlace;
  /** The `@property` fields of its root. */
  readonly properties: { readonly [name: string]: Json };
}

/** To the module of that number, or to all of that name. */
export interface OutgoingMessage {
  readonly to: number | string;
  readonly message: Json;
}

/** What a tick says to the host for the others; each part only where there is something. */
export interface OthersWord {
  /** It has asked for them, and goes on being told of them. */
  readonly looks?: boolean;
  readonly sends?: readonly OutgoingMessage[];
  /** When it was asked for. */
  readonly self?: Appearance;
}

/** What is another than it was told last; all of it for one that is new. */
export interface OtherChange extends Partial<Appearance> {
  readonly id: number;
  readonly name?: string;
}

export interface IncomingMessage {
  readonly from: number;
  readonly name: string;
  readonly message: Json;
}

/** What a tick brings in of the others. */
export interface OthersNews {
  /** What was told before does not count any more. */
  readonly anew?: boolean;
  readonly changed?: readonly OtherChange[];
  readonly gone?: readonly number[];
  readonly messages?: readonly IncomingMessage[];
}

/** That one module may send in one tick. */
export const MOST_MESSAGES = 16;
/** UTF-16 units of one of them as JSON. */
export const MOST_MESSAGE_TEXT = 1024;
/** Of all properties that a module shows of itself, as JSON; what goes beyond is left out. */
export const MOST_SHOWN_TEXT = 4096;
