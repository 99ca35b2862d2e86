/** Every way an endpoint can fail, tried over real HTTP: each has its code, a hint that mends it, and loses nothing. */
import { describe, expect, test } from "bun:test";

import { LLMock } from "@copilotkit/aimock";

import type { CompletionFailure, CompletionRequest, ModelClient } from "../../src/generate/client.ts";
import { makeOpenAIClient } from "../../src/generate/openai.ts";
import { chatStream, clientOf, serveChat, wholeAnswer } from "./endpoint.ts";

const ask = (extra: Partial<CompletionRequest> = {}): CompletionRequest => ({
  messages: [{ role: "user", content: "a node that spins" }],
  attempt: 1,
  ...extra,
});

async function failureOf(client: ModelClient, extra?: Partial<CompletionRequest>): Promise<CompletionFailure> {
  const result = await client.complete(ask(extra));
  if (result.ok) throw new Error(`expected a failure, got ${JSON.stringify(result.value)}`);
  expect(result.error.hint).not.toBe("");
  expect(JSON.stringify(result.error)).not.toContain("test-key-that-must-stay-secret");
  return result.error;
}

const jsonError = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  Response.json({ error: { message } }, { status, headers });

describe("a working endpoint", () => {
  test("streams the answer in pieces and tells the usage", async () => {
    await using mock = await startMock();
    mock.server.onMessage("a node that spins", { content: "export default class Spinner {}" });
    const pieces: string[] = [];
    const result = await clientOf(mock.baseURL).complete(ask({ onText: (piece) => pieces.push(piece) }));
    expect(result.ok && result.value).toMatchObject({ text: "export default class Spinner {}", cached: false });
    expect(result.ok && result.value.usage?.outputTokens).toBeGreaterThan(0);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe("export default class Spinner {}");
  });

  test("gets the key as a bearer token, and no such header where there is no key", async () => {
    await using endpoint = serveChat(() => wholeAnswer("ok"));
    await clientOf(endpoint.baseURL, { apiKey: "abc" }).complete(ask());
    await clientOf(endpoint.baseURL, { apiKey: undefined }).complete(ask());
    expect(endpoint.headers.map((headers) => headers.get("authorization"))).toEqual(["Bearer abc", null]);
  });

  test("is asked again after 429 and 500, as soon as it allows", async () => {
    await using endpoint = serveChat((_, count) =>
      count === 1
        ? jsonError(429, "slow down", { "retry-after": "0" })
        : count === 2
          ? jsonError(500, "oops", { "retry-after": "0" })
          : wholeAnswer("third time"),
    );
    const result = await clientOf(endpoint.baseURL).complete(ask());
    expect(result.ok && result.value.text).toBe("third time");
    expect(endpoint.requests).toHaveLength(3);
  });
});

describe("[A1] an endpoint that turns the request away", () => {
  test("is not configured", async () => {
    const nowhere = { timeoutMs: 1000, fetch: globalThis.fetch };
    const failure = await failureOf(makeOpenAIClient({ ...nowhere, baseURL: undefined, model: undefined }));
    expect(failure.code).toBe("LLM_NOT_CONFIGURED");
    expect(failure.hint).toContain("NODEGEN_LLM_BASE_URL");
    expect(failure.hint).toContain("NODEGEN_LLM_MODEL");
    const noModel = await failureOf(
      makeOpenAIClient({ ...nowhere, baseURL: "http://127.0.0.1:1/v1", model: undefined }),
    );
    expect(noModel.hint).not.toContain("NODEGEN_LLM_BASE_URL");
    const blank = await failureOf(makeOpenAIClient({ ...nowhere, baseURL: "", model: "tiny" }));
    expect(blank).toMatchObject({ code: "LLM_NOT_CONFIGURED" });
    expect(blank.hint).not.toContain("NODEGEN_LLM_MODEL");
  });

  test("has an address that is none", async () => {
    const failure = await failureOf(clientOf("localhost:11434"));
    expect(failure).toMatchObject({ code: "LLM_NOT_CONFIGURED" });
    expect(failure.message).toContain('"localhost:11434"');
  });

  test("[A2] has a password in its address: it is shown nowhere", async () => {
    await using endpoint = serveChat(() => jsonError(400, "no"));
    const failure = await failureOf(clientOf(endpoint.baseURL.replace("//", "//me:hush@") + "?token=hush"));
    expect(JSON.stringify(failure)).not.toContain("hush");
  });

  test("refuses the connection", async () => {
    const endpoint = serveChat(() => wholeAnswer(""));
    await endpoint[Symbol.asyncDispose]();
    const failure = await failureOf(clientOf(endpoint.baseURL, { retries: 0 }));
    expect(failure).toMatchObject({ code: "LLM_UNREACHABLE", received: "" });
    expect(failure.message).toContain(endpoint.baseURL);
    expect(failure.hint).toContain("NODEGEN_LLM_BASE_URL");
  });

  test("[A2] answers 401, echoing the key", async () => {
    await using endpoint = serveChat(() => jsonError(401, "wrong key: test-key-that-must-stay-secret"));
    const failure = await failureOf(clientOf(endpoint.baseURL));
    expect(failure).toMatchObject({ code: "LLM_UNAUTHORIZED" });
    expect(failure.message).toContain("[key]");
    expect(failure.hint).toContain("NODEGEN_LLM_API_KEY");
    expect(endpoint.requests).toHaveLength(1);
  });

  test("answers 404 for the model", async () => {
    await using mock = await startMock();
    mock.server.nextRequestError(404, { message: "no model named tiny" });
    const failure = await failureOf(clientOf(mock.baseURL));
    expect(failure).toMatchObject({ code: "LLM_NOT_FOUND" });
    expect(failure.message).toContain('"tiny"');
    expect(failure.hint).toContain("NODEGEN_LLM_MODEL");
  });

  test("answers 429 to the end", async () => {
    await using mock = await startMock();
    mock.server.setChaos({ rateLimitRate: 1 });
    const failure = await failureOf(clientOf(mock.baseURL, { retries: 0 }));
    expect(failure.code).toBe("LLM_RATE_LIMITED");
  });

  test("asks for an hour's wait: told at once, not waited for", async () => {
    await using endpoint = serveChat(() => jsonError(429, "quota", { "retry-after": "3600" }));
    const failure = await failureOf(clientOf(endpoint.baseURL));
    expect(failure).toMatchObject({
      code: "LLM_RATE_LIMITED",
      hint: "It asks for 3600 s of patience; try again then.",
    });
    expect(endpoint.requests).toHaveLength(1);
  });

  test("answers 500 to the end", async () => {
    await using endpoint = serveChat(() => jsonError(500, "out of memory", { "retry-after": "0" }));
    const failure = await failureOf(clientOf(endpoint.baseURL));
    expect(failure.code).toBe("LLM_SERVER_ERROR");
    expect(failure.message).toContain("out of memory");
    expect(endpoint.requests).toHaveLength(3);
  });

  test("answers 400", async () => {
    await using endpoint = serveChat(() => jsonError(400, "context too long"));
    expect(await failureOf(clientOf(endpoint.baseURL))).toMatchObject({ code: "LLM_BAD_REQUEST" });
  });
});

describe("[A1] an answer that goes wrong", () => {
  test("is slow: ended at the deadline, what had arrived is kept", async () => {
    await using endpoint = serveChat(() => stalled("export default"));
    const failure = await failureOf(clientOf(endpoint.baseURL, { timeoutMs: 2500 }));
    expect(failure).toMatchObject({ code: "LLM_TIMEOUT", received: "export default" });
    expect(failure.hint).toContain("--timeout");
  });

  test("never starts: ended at the same deadline, retries included", async () => {
    await using mock = await startMock();
    mock.server.setChaos({ latencyMs: 2000 });
    const failure = await failureOf(clientOf(mock.baseURL, { timeoutMs: 200 }));
    expect(failure.code).toBe("LLM_TIMEOUT");
  });

  test("is cut off: the piece is kept", async () => {
    await using endpoint = serveChat(() => chatStream([{ content: "export default class" }], ""));
    const failure = await failureOf(clientOf(endpoint.baseURL));
    expect(failure).toMatchObject({ code: "LLM_CUT_OFF", received: "export default class" });
  });

  test("is cut off by a dropped connection", async () => {
    await using mock = await startMock();
    mock.server.onMessage(
      "a node that spins",
      { content: "x".repeat(400) },
      { truncateAfterChunks: 5, chunkSize: 10, latency: 10 },
    );
    const failure = await failureOf(clientOf(mock.baseURL, { retries: 0 }));
    expect(failure.code).toBe("LLM_CUT_OFF");
    expect(failure.received).toMatch(/^x+$/);
  });

  test("is malformed JSON", async () => {
    await using endpoint = serveChat(() => chatStream([{ content: "half" }], "data: {not json\n\n"));
    expect(await failureOf(clientOf(endpoint.baseURL))).toMatchObject({ code: "LLM_MALFORMED", received: "half" });
  });

  test("is a web page", async () => {
    await using endpoint = serveChat(() => new Response("<h1>It works!</h1>"));
    expect(await failureOf(clientOf(endpoint.baseURL))).toMatchObject({ code: "LLM_MALFORMED" });
  });

  test("reports an error in the middle", async () => {
    const raw = `data: ${JSON.stringify({ error: { message: "the graphics card fell over" } })}\n\n`;
    await using endpoint = serveChat(() => chatStream([{ content: "half" }], raw));
    const failure = await failureOf(clientOf(endpoint.baseURL));
    expect(failure).toMatchObject({ code: "LLM_SERVER_ERROR", received: "half" });
    expect(failure.message).toContain("fell over");
  });

  test("is empty", async () => {
    await using endpoint = serveChat(() => wholeAnswer("  \n"));
    expect(await failureOf(clientOf(endpoint.baseURL))).toMatchObject({ code: "LLM_EMPTY" });
  });

  test("is a refusal, in the protocol's field or by the content filter", async () => {
    await using endpoint = serveChat((_, count) =>
      count === 1
        ? chatStream([{ refusal: "I would rather not." }, { finish: "stop" }])
        : chatStream([{ content: "expo" }, { finish: "content_filter" }]),
    );
    const refusal = await failureOf(clientOf(endpoint.baseURL));
    expect(refusal).toMatchObject({ code: "LLM_REFUSED", received: "I would rather not." });
    expect(refusal.message).toContain("I would rather not.");
    expect(await failureOf(clientOf(endpoint.baseURL))).toMatchObject({ code: "LLM_REFUSED", received: "expo" });
  });

  test("reached the endpoint's limit of tokens", async () => {
    await using endpoint = serveChat(() => chatStream([{ content: "export" }, { finish: "length" }]));
    expect(await failureOf(clientOf(endpoint.baseURL))).toMatchObject({ code: "LLM_TOKEN_LIMIT", received: "export" });
  });

  test("is a megabyte: capped, and the rest is not read", async () => {
    await using endpoint = serveChat(() => wholeAnswer("x".repeat(2 ** 20)));
    const failure = await failureOf(clientOf(endpoint.baseURL));
    expect(failure.code).toBe("LLM_TOO_LONG");
    expect(failure.received).toHaveLength(256 * 1024);
  });

  test("is no longer wanted: an abort ends the call at once", async () => {
    await using endpoint = serveChat(() => stalled("export"));
    const abort = new AbortController();
    const failure = await failureOf(clientOf(endpoint.baseURL), {
      signal: abort.signal,
      onText: () => abort.abort(),
    });
    expect(failure).toMatchObject({ code: "LLM_ABORTED", received: "export" });
  });
});

/** Sends one piece and then nothing, with the connection open. */
function stalled(content: string): Response {
  const first = chatStream([{ content }], "").body!;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      for await (const piece of first) controller.enqueue(piece);
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

async function startMock() {
  const server = await LLMock.create({ port: 0 });
  return { server, baseURL: `${server.url}/v1`, [Symbol.asyncDispose]: () => server.stop() };
}
