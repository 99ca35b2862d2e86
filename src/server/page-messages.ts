/**
 * What a page may send over its socket, as a schema, and the one reader for it.
 *
 * Total: any text gives a message or a problem, never a throw. A page is a program that somebody else may have written.
 */
import * as v from "valibot";

import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { PageInput, PageUp } from "../wire/page.ts";
import { invalid, issuesOf } from "./body.ts";
import { readJson } from "./json-text.ts";
import {
  arrangeFields,
  description,
  hash,
  json,
  promptChoice,
  propertyName,
  transportFields,
  wholeNumber,
} from "./schemas.ts";

/** A pointer can leave the picture, but not by more than this. */
const pixel = v.pipe(v.number(), v.minValue(-1e6), v.maxValue(1e6));
/** `PointerEvent.button` is -1 where no button changed. */
const button = v.pipe(v.number(), v.integer(), v.minValue(-1), v.maxValue(31));
const key = v.pipe(v.string(), v.minLength(1), v.maxLength(32));

const input = v.variant("type", [
  v.strictObject({ type: v.picklist(["keyDown", "keyUp"]), key, repeat: v.boolean() }),
  v.strictObject({ type: v.picklist(["pointerDown", "pointerUp", "pointerMove"]), x: pixel, y: pixel, button }),
  v.strictObject({ type: v.literal("wheel"), dx: pixel, dy: pixel }),
]) satisfies v.GenericSchema<PageInput>;

/** More than a second of a fast pointer between two messages is not a person. */
const MAX_RECORDS = 256;

export const pageMessage = v.variant("type", [
  v.strictObject({ type: v.literal("input"), records: v.pipe(v.array(input), v.maxLength(MAX_RECORDS)) }),
  v.strictObject({ type: v.literal("inspect"), node: v.nullable(wholeNumber) }),
  v.strictObject({ type: v.literal("edit"), node: wholeNumber, property: propertyName, value: json }),
  v.strictObject({ type: v.literal("transport"), ...transportFields }),
  v.strictObject({ type: v.literal("revive"), slot: wholeNumber }),
  v.strictObject({ type: v.literal("rollback"), slot: wholeNumber, version: wholeNumber }),
  v.strictObject({ type: v.literal("arrange"), slot: wholeNumber, ...arrangeFields }),
  v.strictObject({ type: v.literal("remove"), slot: wholeNumber }),
  v.strictObject({ type: v.literal("make"), description, edit: v.optional(hash) }),
  v.strictObject({ type: v.literal("answer"), prompt: wholeNumber, choice: promptChoice }),
  v.strictObject({ type: v.literal("revoke"), grant: wholeNumber }),
  v.strictObject({ type: v.literal("past"), at: wholeNumber }),
  v.strictObject({ type: v.literal("resync") }),
]) satisfies v.GenericSchema<PageUp>;

export function readPageMessage(text: string): Result<PageUp, Problem> {
  const read = readJson(text);
  if (!read.ok) {
    return err({
      code: "MESSAGE_MALFORMED",
      message: `Cannot read the message: ${read.error}`,
      hint: "Send one JSON object a message; docs/api.md lists them.",
    });
  }
  const parsed = v.safeParse(pageMessage, read.value);
  if (parsed.success) return ok(parsed.output);
  const { code, message, hint } = invalid("message", issuesOf(parsed.issues));
  return err({ code, message, hint });
}
