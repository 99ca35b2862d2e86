/**
 * What can go wrong with a model endpoint, one function each: a stable code, a sentence that names the endpoint, and the
 * hint that mends it. What the endpoint itself said is quoted, cut short, printable, and without the key.
 */
import OpenAI from "openai";

import { quoted } from "../base/printable.ts";
import type { CompletionFailure } from "./client.ts";
import { waitAskedMs } from "./endpoint-fetch.ts";

export interface Endpoint {
  /** Without credentials. */
  readonly address: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
}

const failure = (code: string, message: string, hint: string, received: string): CompletionFailure => ({
  code,
  message,
  hint,
  received,
});

const TRY_AGAIN = "Try again; answers that were whole are kept, so only the missing call is made.";

export function notConfigured(baseURL: string | undefined, model: string | undefined): CompletionFailure {
  const missing = [
    !baseURL ? "NODEGEN_LLM_BASE_URL (for example http://127.0.0.1:11434/v1)" : "",
    !model ? "NODEGEN_LLM_MODEL" : "",
  ].filter(Boolean);
  return failure(
    "LLM_NOT_CONFIGURED",
    "Cannot ask a model: no endpoint is configured",
    `Set ${missing.join(" and ")}, or leave out --live to use the offline client.`,
    "",
  );
}

export const notAnAddress = (baseURL: string): CompletionFailure =>
  failure(
    "LLM_NOT_CONFIGURED",
    `Cannot ask a model: ${quoted(baseURL.replace(/\/\/[^/@]*@/, "//"))} is not an http address`,
    "Set NODEGEN_LLM_BASE_URL to the endpoint's address, for example http://127.0.0.1:11434/v1.",
    "",
  );

export const timedOut = ({ model, address, timeoutMs }: Endpoint, received: string): CompletionFailure =>
  failure(
    "LLM_TIMEOUT",
    `Model "${model}" at ${address} did not finish within ${timeoutMs} ms`,
    "Give it longer with --timeout MS, or name a quicker model in NODEGEN_LLM_MODEL.",
    received,
  );

export const tooLong = ({ model }: Endpoint, received: string, limit: number): CompletionFailure =>
  failure(
    "LLM_TOO_LONG",
    `Model "${model}" answered with more than ${limit} characters; the rest was not read`,
    "A module has at most 64 kB. Ask for something smaller, or name another model in NODEGEN_LLM_MODEL.",
    received,
  );

export const tokenLimit = ({ model }: Endpoint, received: string): CompletionFailure =>
  failure(
    "LLM_TOKEN_LIMIT",
    `The answer of model "${model}" was cut off at the endpoint's limit of tokens`,
    "Raise the endpoint's limit of output tokens, ask for something smaller, or name another model in NODEGEN_LLM_MODEL.",
    received,
  );

export const refused = ({ model }: Endpoint, received: string, refusal?: string): CompletionFailure =>
  failure(
    "LLM_REFUSED",
    refusal === undefined
      ? `The endpoint's content filter withheld the answer of model "${model}"`
      : `Model "${model}" refused: ${quoted(refusal, 200)}`,
    "Say in other words what you want to see, or name another model in NODEGEN_LLM_MODEL.",
    received || (refusal ?? ""),
  );

export const empty = ({ model, address }: Endpoint, received: string): CompletionFailure =>
  failure(
    "LLM_EMPTY",
    `Model "${model}" at ${address} answered with nothing`,
    "Try again, or name another model in NODEGEN_LLM_MODEL.",
    received,
  );

/** Whatever the library threw; `began` tells a stream that broke off from something that never was one. */
export function fromError(
  endpoint: Endpoint,
  error: unknown,
  answer: { readonly text: string; readonly began: boolean },
): CompletionFailure {
  const { model, address } = endpoint;
  const received = answer.text;
  if (error instanceof OpenAI.APIConnectionTimeoutError) return timedOut(endpoint, received);
  if (error instanceof OpenAI.APIConnectionError)
    return failure(
      "LLM_UNREACHABLE",
      `Cannot reach the model endpoint at ${address}: ${said(endpoint, rootCause(error))}`,
      "Check that it runs and that NODEGEN_LLM_BASE_URL is its address, path included.",
      received,
    );
  if (error instanceof OpenAI.APIError && error.status !== undefined) return fromStatus(endpoint, error, received);
  if (error instanceof OpenAI.APIError)
    return failure(
      "LLM_SERVER_ERROR",
      `Model "${model}" at ${address} failed while it answered: ${said(endpoint, error)}`,
      TRY_AGAIN,
      received,
    );
  const cause = error instanceof Error ? rootCause(error) : error;
  // A connection that drops is an error with a system's code; one that closes politely is none.
  const dropped = cause instanceof Error && "code" in cause;
  if (cause instanceof SyntaxError || !(answer.began || dropped))
    return failure(
      "LLM_MALFORMED",
      `The endpoint at ${address} sent something that is not the chat protocol: ${said(endpoint, error)}`,
      "Check that NODEGEN_LLM_BASE_URL names an OpenAI-compatible API, path included (…/v1).",
      received,
    );
  return failure(
    "LLM_CUT_OFF",
    `The answer of model "${model}" broke off after ${received.length} characters: ${said(endpoint, error)}`,
    TRY_AGAIN,
    received,
  );
}

function fromStatus(endpoint: Endpoint, error: InstanceType<typeof OpenAI.APIError>, received: string) {
  const { model, address, apiKey } = endpoint;
  const says = said(endpoint, error);
  const status = error.status as number;
  if (status === 401 || status === 403)
    return failure(
      "LLM_UNAUTHORIZED",
      `The endpoint at ${address} turned the key away: ${says}`,
      !apiKey
        ? "Set NODEGEN_LLM_API_KEY to a key for this endpoint."
        : "Check that NODEGEN_LLM_API_KEY is a key for this endpoint and this model.",
      received,
    );
  if (status === 404)
    return failure(
      "LLM_NOT_FOUND",
      `The endpoint at ${address} does not know the model "${model}": ${says}`,
      "Check NODEGEN_LLM_MODEL, and that NODEGEN_LLM_BASE_URL holds the whole path (…/v1).",
      received,
    );
  if (status === 429) {
    const wait = error.headers instanceof Headers ? Math.ceil(waitAskedMs(error.headers) / 1000) : 0;
    return failure(
      "LLM_RATE_LIMITED",
      `The endpoint at ${address} is asked too often: ${says}`,
      wait > 0 ? `It asks for ${wait} s of patience; try again then.` : "Wait a while, then try again.",
      received,
    );
  }
  if (status >= 500)
    return failure(
      "LLM_SERVER_ERROR",
      `The endpoint at ${address} failed, and again when it was asked again: ${says}`,
      TRY_AGAIN,
      received,
    );
  return failure(
    "LLM_BAD_REQUEST",
    `The endpoint at ${address} did not take the request: ${says}`,
    `Check that "${model}" is a chat model with room for a prompt of some 10,000 tokens.`,
    received,
  );
}

function said({ apiKey }: Endpoint, error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return quoted(apiKey ? text.replaceAll(apiKey, "[key]") : text, 200);
}

function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}
