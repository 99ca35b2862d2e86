/**
 * A cache around any client: what a model answered once need not be asked again, and a run can be repeated to the letter.
 *
 * The key is a hash over the whole request: the model's name, the attempt's number and every message, under a version.
 * Only whole answers are kept; a refusal or an answer that was cut off is a failure of the client and never gets here.
 * Neither key nor address of an endpoint is known here, so none can reach a file.
 */
import * as v from "valibot";

import type { Problem } from "../base/problem.ts";
import { err, ok, type Result } from "../base/result.ts";
import type { Completion, CompletionFailure, CompletionRequest, ModelClient } from "./client.ts";
import { nearestRequest } from "./nearest-request.ts";
import {
  keyOf,
  type RecordedRequest,
  type Recording,
  recordingSchema,
  requestOf,
  toRecording,
} from "./recording-format.ts";
import type { RecordingShelf } from "./recording-shelf.ts";

export const cacheModes = ["auto", "record", "replay", "off"] as const;
/** `auto` asks for what is missing, `record` asks always, `replay` never asks, `off` neither reads nor writes. */
export type CacheMode = (typeof cacheModes)[number];

export interface RecordingOptions {
  readonly client: ModelClient;
  readonly mode: CacheMode;
  readonly shelf: RecordingShelf;
  /** A damaged recording that was passed over, an answer that could not be kept: told, not fatal. */
  readonly onProblem: (problem: Problem) => void;
}

export function makeRecordingClient({ client, mode, shelf, onProblem }: RecordingOptions): ModelClient {
  if (mode === "off") return client;
  return {
    name: client.name,
    async complete(request) {
      const asked = requestOf(client.name, request);
      const key = keyOf(asked);
      if (mode !== "record") {
        const found = await find(shelf, key);
        if (found.ok && found.value) return ok(replayed(found.value, request));
        if (mode === "replay") return err(found.ok ? await notRecorded(shelf, asked) : asFailure(found.error));
        if (!found.ok) onProblem(found.error);
      }
      const answer = await client.complete(request);
      if (answer.ok) {
        const kept = await shelf.write(key, toRecording(asked, answer.value));
        if (!kept.ok) onProblem(kept.error);
      }
      return answer;
    },
  };
}

async function find(shelf: RecordingShelf, key: string): Promise<Result<Recording | undefined, Problem>> {
  const read = await shelf.read(key);
  if (!read.ok || read.value === undefined) return read as Result<undefined, Problem>;
  const parsed = v.safeParse(recordingSchema, read.value);
  // Someone may have edited it: then it answers another question than the one its name says.
  if (parsed.success && keyOf(parsed.output.request) === key) return ok(parsed.output);
  return err({
    code: "RECORDING_DAMAGED",
    message: `The recording "${key.slice(0, 12)}…" does not hold what its name says`,
    hint: "Delete it, or ask again with --cache record.",
  });
}

/** The text arrives at once, so that whoever watches sees the same as the first time. */
function replayed({ answer }: Recording, { onText }: CompletionRequest): Completion {
  onText?.(answer.text);
  const { text, model, usage } = answer;
  return { text, model, cached: true, ...(usage && { usage }) };
}

async function notRecorded(shelf: RecordingShelf, asked: RecordedRequest): Promise<CompletionFailure> {
  const recorded = (await shelf.all()).flatMap((json) => {
    const parsed = v.safeParse(recordingSchema, json);
    return parsed.success ? [parsed.output.request] : [];
  });
  return asFailure({
    code: "RECORDING_MISSING",
    message: `Cannot replay attempt ${asked.attempt} of model "${asked.model}": it was not recorded. ${nearestRequest(asked, recorded)}`,
    hint: "Record it with --cache record (or --cache auto, the default), or name the folder that holds it with --cache-dir.",
  });
}

const asFailure = (problem: Problem): CompletionFailure => ({ ...problem, received: "" });
