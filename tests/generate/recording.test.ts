import { describe, expect, test } from "bun:test";
import * as fs from "node:fs/promises";
import { join } from "node:path";

import type { Problem } from "../../src/base/problem.ts";
import { err, ok } from "../../src/base/result.ts";
import type { CompletionRequest, Message, ModelClient } from "../../src/generate/client.ts";
import { type CacheMode, makeRecordingClient } from "../../src/generate/recording.ts";
import { makeRecordingFolder } from "../../src/store/recordings.ts";
import { temporaryFolder } from "../store/a-store.ts";
import { clientOf, serveChat, wholeAnswer } from "./endpoint.ts";

const messages: readonly Message[] = [
  { role: "system", content: "You write modules.\nBe brief." },
  { role: "user", content: "a node that spins" },
];
const request = (changes: Partial<CompletionRequest> = {}): CompletionRequest => ({ messages, attempt: 1, ...changes });

/** Answers with a number that grows, so that a recording can be told from a new call. */
function countingClient(name = "tiny"): ModelClient & { calls: number } {
  const client = {
    name,
    calls: 0,
    complete: async () => ok({ text: `answer ${++client.calls}`, model: name, cached: false }),
  };
  return client;
}

async function aCache(client: ModelClient = countingClient()) {
  const folder = await temporaryFolder();
  const problems: Problem[] = [];
  const shelf = makeRecordingFolder({ directory: folder.path, disk: fs });
  const inMode = (mode: CacheMode, inner = client): ModelClient =>
    makeRecordingClient({ client: inner, mode, shelf, onProblem: (problem) => problems.push(problem) });
  const files = async (): Promise<string[]> => (await fs.readdir(folder.path)).map((name) => join(folder.path, name));
  return { inMode, problems, files, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() };
}

async function said(client: ModelClient, changes?: Partial<CompletionRequest>): Promise<string> {
  const result = await client.complete(request(changes));
  return result.ok ? `${result.value.text}${result.value.cached ? ", cached" : ""}` : result.error.code;
}

describe("[A6] modes", () => {
  test("auto asks once and then remembers", async () => {
    await using cache = await aCache();
    expect(await said(cache.inMode("auto"))).toBe("answer 1");
    expect(await said(cache.inMode("auto"))).toBe("answer 1, cached");
  });

  test("record asks always and replaces", async () => {
    await using cache = await aCache();
    expect(await said(cache.inMode("record"))).toBe("answer 1");
    expect(await said(cache.inMode("record"))).toBe("answer 2");
    expect(await said(cache.inMode("replay"))).toBe("answer 2, cached");
    expect(await cache.files()).toHaveLength(1);
  });

  test("replay never asks", async () => {
    const client = countingClient();
    await using cache = await aCache(client);
    expect(await said(cache.inMode("replay"))).toBe("RECORDING_MISSING");
    expect(client.calls).toBe(0);
  });

  test("off neither reads nor writes", async () => {
    await using cache = await aCache();
    expect(await said(cache.inMode("auto"))).toBe("answer 1");
    expect(await said(cache.inMode("off"))).toBe("answer 2");
    expect(await said(cache.inMode("replay"))).toBe("answer 1, cached");
  });

  test("a replayed answer is streamed like any other", async () => {
    await using cache = await aCache();
    await said(cache.inMode("auto"));
    let streamed = "";
    await said(cache.inMode("auto"), { onText: (piece) => (streamed += piece) });
    expect(streamed).toBe("answer 1");
  });
});

describe("[A6] the key is the whole request", () => {
  test.each([
    ["another attempt", { attempt: 2 }],
    ["another message", { messages: [...messages, { role: "user", content: "and turns" }] as const }],
    ["another role", { messages: [messages[0]!, { role: "assistant", content: "a node that spins" }] as const }],
  ])("%s is another recording", async (_, changes) => {
    await using cache = await aCache();
    await said(cache.inMode("auto"));
    expect(await said(cache.inMode("auto"), changes)).toBe("answer 2");
    expect(await cache.files()).toHaveLength(2);
  });

  test("another model is another recording", async () => {
    await using cache = await aCache();
    await said(cache.inMode("auto"));
    expect(await said(cache.inMode("auto", countingClient("large")))).toBe("answer 1");
    expect(await cache.files()).toHaveLength(2);
  });
});

describe("[A6] a miss in replay", () => {
  async function messageOf(changes: Partial<CompletionRequest>): Promise<string> {
    await using cache = await aCache();
    await said(cache.inMode("record"), { messages: [{ role: "user", content: "something else\nentirely" }] });
    await said(cache.inMode("record"));
    const result = await cache.inMode("replay").complete(request(changes));
    return result.ok ? "" : result.error.message;
  }

  test("shows the nearest recorded request and the first difference", async () => {
    const changed = [messages[0]!, { role: "user", content: "a node that sings" }] as const;
    expect(await messageOf({ messages: changed })).toBe(
      'Cannot replay attempt 1 of model "tiny": it was not recorded. The nearest recorded request differs first in ' +
        'line 1 of message 2 (user): recorded "a node that spins", asked "a node that sings".',
    );
    expect(await messageOf({ attempt: 2 })).toEndWith('in the attempt: recorded "1", asked "2".');
    expect(await messageOf({ messages: [messages[0]!] })).toEndWith(
      'in the role of message 2: recorded "user", asked nothing.',
    );
    expect(await messageOf({ messages: [...messages, { role: "assistant", content: "so?" }] })).toEndWith(
      'in the role of message 3: recorded nothing, asked "assistant".',
    );
  });

  test("says when nothing is recorded at all", async () => {
    await using cache = await aCache();
    const result = await cache.inMode("replay").complete(request());
    expect(!result.ok && result.error.message).toEndWith("Nothing is recorded there.");
  });
});

describe("[A7] what is kept", () => {
  test("a failed call leaves no recording, and the one that is there stays", async () => {
    await using cache = await aCache();
    const failing: ModelClient = {
      name: "tiny",
      complete: async () => err({ code: "LLM_REFUSED", message: "m", hint: "h", received: "half" }),
    };
    expect(await said(cache.inMode("record", failing))).toBe("LLM_REFUSED");
    expect(await cache.files()).toEqual([]);
    await said(cache.inMode("record"));
    await said(cache.inMode("record", failing));
    expect(await said(cache.inMode("replay"))).toBe("answer 1, cached");
  });

  test("[A2] no key and no address are in a file", async () => {
    await using endpoint = serveChat(() => wholeAnswer("export default class {}"));
    await using cache = await aCache(clientOf(endpoint.baseURL, { apiKey: "very-secret" }));
    await said(cache.inMode("record"));
    const [file] = await cache.files();
    const text = await Bun.file(file!).text();
    expect(text).toContain("export default class {}");
    expect(text).toContain("a node that spins");
    expect(text).not.toContain("very-secret");
    expect(text).not.toContain("127.0.0.1");
  });

  test("an answer that cannot be kept is told and not lost", async () => {
    await using cache = await aCache();
    const problems: Problem[] = [];
    const client = makeRecordingClient({
      client: countingClient(),
      mode: "auto",
      shelf: makeRecordingFolder({ directory: "/dev/null/cache", disk: fs }),
      onProblem: (problem) => problems.push(problem),
    });
    expect(await said(client)).toBe("answer 1");
    expect(problems.map(({ code }) => code)).toContain("DISK_REFUSED");
    expect(cache.problems).toEqual([]);
  });
});

describe("[A7] a damaged recording", () => {
  test.each([
    ["is no JSON", () => '{"version": 1, "answ'],
    ["is of another shape", () => '{"version": 1}'],
    ["is of another version", (text: string) => text.replace('"version": 1', '"version": 2')],
    ["answers another question", (text: string) => text.replace("that spins", "that sings")],
  ])("that %s is told: a miss in auto, an error in replay", async (_, damage) => {
    await using cache = await aCache();
    await said(cache.inMode("auto"));
    const [file] = await cache.files();
    await fs.writeFile(file!, damage(await fs.readFile(file!, "utf8")));

    expect(await said(cache.inMode("replay"))).toBe("RECORDING_DAMAGED");
    expect(cache.problems).toEqual([]);
    expect(await said(cache.inMode("auto"))).toBe("answer 2");
    expect(cache.problems.map(({ code }) => code)).toEqual(["RECORDING_DAMAGED"]);
    expect(await said(cache.inMode("replay"))).toBe("answer 2, cached");
  });
});
