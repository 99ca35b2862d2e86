/**
 * What the API's requests may say, as schemas: one table validates, types and documents.
 *
 * Objects are strict: a misspelt key is an issue with its path, never ignored. JSON can spell infinity (1e999), so every
 * number has bounds.
 */
import * as v from "valibot";

import type { Hash } from "../base/hash.ts";
import type { Json } from "../base/json.ts";
import { promptChoices } from "../base/permission-prompt.ts";

export const hash = v.pipe(
  v.string(),
  v.regex(/^sha256:[0-9a-f]{64}$/, 'Expected "sha256:" and 64 hexadecimal digits'),
) as v.GenericSchema<Hash>;
export const description = v.pipe(v.string(), v.regex(/\S/, "Expected words"), v.maxLength(2000));
export const propertyName = v.pipe(v.string(), v.minLength(1), v.maxLength(128));
/** Bounded in size and depth where the text was read (`json-text.ts`). */
export const json = v.unknown() as v.GenericSchema<Json>;
export const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

export const makeBody = v.strictObject({
  description,
  attempts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10))),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1))),
  edit: v.optional(hash),
});

const path = v.pipe(v.string(), v.minLength(1), v.maxLength(500));
export const loadBody = v.union([v.strictObject({ hash }), v.strictObject({ file: path })]);

export const rollbackBody = v.strictObject({ slot: wholeNumber, version: wholeNumber });

/** Pixels of the stage, to a hundred screens away. */
const place = v.pipe(v.number(), v.minValue(-100_000), v.maxValue(100_000));
export const arrangeFields = {
  name: v.optional(v.pipe(v.string(), v.maxLength(80))),
  order: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000))),
  x: v.optional(place),
  y: v.optional(place),
  scale: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(100))),
  visible: v.optional(v.boolean()),
};
export const arrangeBody = v.strictObject(arrangeFields);

export const transportFields = {
  action: v.picklist(["play", "pause", "step", "restart", "seek"]),
  moment: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  ticks: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000))),
  speed: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(10))),
};
export const transportBody = v.strictObject(transportFields);

export const editBody = v.pipe(v.record(propertyName, json), v.minEntries(1), v.maxEntries(100));

export const promptChoice = v.picklist(promptChoices.map(({ name }) => name));
export const promptBody = v.strictObject({ choice: promptChoice });

/** Parameters of addresses are text. */
export const nodeParam = v.object({ id: v.pipe(v.string(), v.regex(/^\d{1,16}$/, "Expected a whole number")) });
export const numberParam = v.object({ id: v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/, "Expected a whole number")) });
export const slotParam = v.object({ slot: v.pipe(v.string(), v.regex(/^[1-9]\d{0,9}$/, "Expected a whole number")) });
export const versionParam = v.object({ ...slotParam.entries, version: slotParam.entries.slot });
export const hashParam = v.object({ hash });
