/** An HTTP server of the tests' own that speaks the chat protocol, or breaks it in ways that a mock has no words for. */
import { makeOpenAIClient, type OpenAIOptions } from "../../src/generate/openai.ts";

export interface Endpoint extends AsyncDisposable {
  readonly baseURL: string;
  /** The bodies of the requests, oldest first. */
  readonly requests: readonly ChatRequest[];
  readonly headers: readonly Headers[];
}

export interface ChatRequest {
  readonly model: string;
  readonly stream: boolean;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

export function serveChat(answer: (request: ChatRequest, count: number) => Response | Promise<Response>): Endpoint {
  const requests: ChatRequest[] = [];
  const headers: Headers[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    async fetch(request) {
      const body = (await request.json()) as ChatRequest;
      requests.push(body);
      headers.push(request.headers);
      return await answer(body, requests.length);
    },
  });
  return {
    baseURL: `http://127.0.0.1:${server.port}/v1`,
    requests,
    headers,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

export interface Chunk {
  readonly content?: string;
  readonly refusal?: string;
  readonly finish?: string;
}

/** A stream of chunks as the protocol writes them; `raw` is sent as it stands after them. */
export function chatStream(chunks: readonly Chunk[], raw = "data: [DONE]\n\n"): Response {
  const events = chunks.map(({ content, refusal, finish }) => {
    const delta = { role: "assistant", content, refusal };
    const choice = { index: 0, delta, finish_reason: finish ?? null };
    const chunk = { id: "chat-1", object: "chat.completion.chunk", created: 1, model: "tiny", choices: [choice] };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  });
  return new Response(events.join("") + raw, { headers: { "content-type": "text/event-stream" } });
}

export const wholeAnswer = (content: string): Response => chatStream([{ content }, { finish: "stop" }]);

export const clientOf = (baseURL: string, options: Partial<OpenAIOptions> = {}) =>
  makeOpenAIClient({
    baseURL,
    model: "tiny",
    apiKey: "test-key-that-must-stay-secret",
    timeoutMs: 10_000,
    fetch: globalThis.fetch,
    ...options,
  });
