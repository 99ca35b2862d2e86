/**
 * How a recording is written down: the whole request, so that a person can read it and a missing one can be compared, and
 * the answer. The version stands in the key too, so that another version's recordings are simply not found.
 */
import * as v from "valibot";

import { type Json, stableJson } from "../base/json.ts";
import type { Completion, CompletionRequest } from "./client.ts";

const VERSION = 1;

const requestSchema = v.object({
  model: v.string(),
  attempt: v.number(),
  messages: v.array(v.object({ role: v.picklist(["system", "user", "assistant"]), content: v.string() })),
});
/** What the key is made of. */
export type RecordedRequest = v.InferOutput<typeof requestSchema>;

export const recordingSchema = v.object({
  version: v.literal(VERSION),
  key: v.string(),
  request: requestSchema,
  answer: v.object({
    text: v.string(),
    model: v.string(),
    usage: v.optional(v.object({ inputTokens: v.number(), outputTokens: v.number() })),
  }),
});
export type Recording = v.InferOutput<typeof recordingSchema>;

export const requestOf = (model: string, { attempt, messages }: CompletionRequest): RecordedRequest => ({
  model,
  attempt,
  messages: messages.map(({ role, content }) => ({ role, content })),
});

export const keyOf = (request: RecordedRequest): string =>
  new Bun.CryptoHasher("sha256").update(`nodegen-recording-${VERSION}\n${stableJson(request)}`).digest("hex");

/** Parsed on the way out, so that nothing but the format's own fields is written. */
export const toRecording = (request: RecordedRequest, answer: Completion): Json =>
  v.parse(recordingSchema, { version: VERSION, key: keyOf(request), request, answer }) as Json;
