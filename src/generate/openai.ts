/**
 * The client for any endpoint that speaks the OpenAI chat protocol, over the official library, streamed.
 *
 * One call is one deadline: retries of a busy or failing endpoint, the wait it asks for, and the whole stream happen
 * within `timeoutMs`. Whatever goes wrong is a `CompletionFailure` with what had arrived. The environment is never read
 * here: address, model and key are handed in, and the key never reaches a message.
 */
import OpenAI from "openai";
import type { ChatCompletion } from "openai/resources/chat/completions";

import { err, ok, type Result } from "../base/result.ts";
import type { Completion, CompletionFailure, CompletionRequest, ModelClient } from "./client.ts";
import { boundedFetch } from "./endpoint-fetch.ts";
import * as failures from "./failures.ts";
import { interrupted } from "./interrupted.ts";

/** An empty text counts as none, as in the environment. */
export interface OpenAIOptions {
  /** With its path: "http://127.0.0.1:11434/v1". */
  readonly baseURL: string | undefined;
  readonly model: string | undefined;
  /** Endpoints on one's own machine often want none. */
  readonly apiKey?: string | undefined;
  /** For one call, retries included. */
  readonly timeoutMs: number;
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Of a busy (429) or failing (5xx) endpoint, or of a connection that was refused. Default 2. */
  readonly retries?: number;
}

/** A module has at most 64 kB; an answer with this many characters is no module with some prose around it. */
const MAX_ANSWER = 256 * 1024;
/** An event of the stream carries a few characters in a few hundred bytes. */
const MAX_RESPONSE_BYTES = 64 * 2 ** 20;
const LONGEST_WAIT_MS = 30_000;

export function makeOpenAIClient(options: OpenAIOptions): ModelClient {
  const { baseURL, model, timeoutMs } = options;
  if (!baseURL || !model)
    return { name: model || "unconfigured", complete: async () => err(failures.notConfigured(baseURL, model)) };
  if (!/^https?:$/.test(URL.parse(baseURL)?.protocol ?? ""))
    return { name: model, complete: async () => err(failures.notAnAddress(baseURL)) };
  const endpoint: failures.Endpoint = { address: address(baseURL), model, apiKey: options.apiKey, timeoutMs };
  const library = openLibrary(options, baseURL);
  return {
    name: model,
    async complete(request) {
      const deadline = AbortSignal.timeout(timeoutMs);
      const answer = new Answer(request.onText);
      const signal = AbortSignal.any([deadline, answer.tooLong.signal, ...(request.signal ? [request.signal] : [])]);
      try {
        return judged(await stream(library, model, request, answer, signal), answer.text, endpoint);
      } catch (error) {
        if (request.signal?.aborted) return err(interrupted(model, answer.text));
        if (answer.tooLong.signal.aborted) return err(failures.tooLong(endpoint, answer.text, MAX_ANSWER));
        if (deadline.aborted) return err(failures.timedOut(endpoint, answer.text));
        return err(failures.fromError(endpoint, error, answer));
      }
    },
  };
}

/** Every option that the library would otherwise look up in the environment is given. */
const openLibrary = (options: OpenAIOptions, baseURL: string): OpenAI =>
  new OpenAI({
    baseURL,
    // The library insists on a key; without one, no authorization header is sent at all.
    apiKey: options.apiKey || "none",
    ...(!options.apiKey && { defaultHeaders: { Authorization: null } }),
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: "off",
    timeout: options.timeoutMs,
    maxRetries: options.retries ?? 2,
    fetch: boundedFetch(options.fetch, {
      longestWaitMs: Math.min(LONGEST_WAIT_MS, options.timeoutMs),
      maxBytes: MAX_RESPONSE_BYTES,
    }),
  });

/** What has arrived of an answer; it stops the call when that is more than any module can be. */
class Answer {
  text = "";
  /** Whether anything of the protocol has arrived. */
  began = false;
  readonly tooLong = new AbortController();

  constructor(readonly onText: CompletionRequest["onText"]) {}

  add(piece: string): void {
    const room = MAX_ANSWER - this.text.length;
    this.text += piece.slice(0, room);
    if (piece.length > room) this.tooLong.abort();
    else this.onText?.(piece);
  }
}

/** The library's stream helper, for it notices a stream that ends before the model has finished; plain iteration does not. */
async function stream(
  library: OpenAI,
  model: string,
  request: CompletionRequest,
  answer: Answer,
  signal: AbortSignal,
): Promise<ChatCompletion> {
  const messages = request.messages.map(({ role, content }) => ({ role, content }));
  const body = { model, messages, stream: true, stream_options: { include_usage: true } } as const;
  const running = library.chat.completions.stream(body, { signal });
  running.on("chunk", () => (answer.began = true));
  running.on("content", (piece) => answer.add(piece));
  return await running.finalChatCompletion();
}

/** A whole answer can still be none. */
function judged(
  completion: ChatCompletion,
  text: string,
  endpoint: failures.Endpoint,
): Result<Completion, CompletionFailure> {
  const choice = completion.choices[0];
  const refusal = choice?.message.refusal;
  if (refusal) return err(failures.refused(endpoint, text, refusal));
  if (choice?.finish_reason === "content_filter") return err(failures.refused(endpoint, text));
  if (choice?.finish_reason === "length") return err(failures.tokenLimit(endpoint, text));
  if (text.trim() === "") return err(failures.empty(endpoint, text));
  const usage = completion.usage && {
    inputTokens: completion.usage.prompt_tokens,
    outputTokens: completion.usage.completion_tokens,
  };
  return ok({ text, model: completion.model, cached: false, usage });
}

/** As messages may show it: a name, a password or a key in the address stays out of them. */
function address(baseURL: string): string {
  const { origin, pathname } = new URL(baseURL);
  return origin + pathname;
}
