/**
 * What a child says to the host for the other modules on its stage, read as a claim. What passes is well formed and within
 * its size; that it is true is not said, and nothing depends on it but what the others are told.
 */
import { isRecord, type Json } from "../base/json.ts";
import {
  type Appearance,
  MOST_MESSAGE_TEXT,
  MOST_MESSAGES,
  MOST_SHOWN_TEXT,
  type OthersWord,
  type OutgoingMessage,
  type RootPlace,
} from "../base/others.ts";

/** Names and punctuation beside the values. */
const SHOWN_TEXT = 2 * MOST_SHOWN_TEXT;

/** Null for a claim that does not fit. */
export function parseOthersWord(value: unknown): OthersWord | null {
  if (!isRecord(value)) return null;
  const { looks, sends, self } = value;
  if (looks !== undefined && typeof looks !== "boolean") return null;
  if (sends !== undefined && !isListOf(sends, MOST_MESSAGES, isMessage)) return null;
  if (self !== undefined && !isAppearance(self)) return null;
  return {
    looks,
    sends: sends?.map(({ to, message }) => ({ to, message })),
    self: self && { place: self.place, properties: self.properties },
  };
}

function isListOf<T>(value: unknown, most: number, is: (one: unknown) => one is T): value is readonly T[] {
  return Array.isArray(value) && value.length <= most && value.every(is);
}

const isMessage = (value: unknown): value is OutgoingMessage =>
  isRecord(value) &&
  (Number.isSafeInteger(value["to"]) || (typeof value["to"] === "string" && value["to"].length <= 200)) &&
  isWithin(value["message"], MOST_MESSAGE_TEXT);

const isAppearance = (value: unknown): value is Appearance =>
  isRecord(value) &&
  isListOf(value["place"], 6, Number.isFinite as (one: unknown) => one is RootPlace[number]) &&
  value["place"].length === 6 &&
  isRecord(value["properties"]) &&
  isWithin(value["properties"], SHOWN_TEXT);

/** Nesting past the serialiser's stack is too much as well. */
function isWithin(value: unknown, most: number): value is Json {
  try {
    return value !== undefined && JSON.stringify(value).length <= most;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
