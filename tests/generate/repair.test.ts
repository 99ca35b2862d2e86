import { describe, expect, test } from "bun:test";

import { codeFrame } from "../../src/base/code-frame.ts";
import type { Finding } from "../../src/base/finding.ts";
import type { MakeEvent } from "../../src/base/make-event.ts";
import { err, ok } from "../../src/base/result.ts";
import type { CompletionRequest, ModelClient } from "../../src/generate/client.ts";
import { type Judgement, repair, type RepairRequest } from "../../src/generate/repair.ts";

const moduleOf = (body: string): string => `export default class A {${body}}\n`;
const inBlock = (source: string): string => `Here:\n\`\`\`ts\n${source}\`\`\`\n`;

const fault = (source: string): Finding => ({
  code: "TYPES_2339",
  severity: "error",
  stage: "types",
  message: `"bad" does not exist.`,
  hint: "Leave it out.",
  line: 1,
  column: source.indexOf("bad") + 1,
});

/** Accepts every module in which nothing is bad. */
const judge = async (source: string): Promise<Judgement> => ({
  findings: source.includes("bad") ? [fault(source)] : [],
  stages: [{ name: "types", ok: !source.includes("bad"), ms: 1 }],
});

/** Gives these answers, one a call. */
function saying(...answers: readonly string[]): ModelClient & { requests: CompletionRequest[] } {
  const requests: CompletionRequest[] = [];
  return {
    name: "tiny",
    requests,
    async complete(request) {
      const text = answers[requests.push(request) - 1];
      if (text === undefined) return err({ code: "LLM_TIMEOUT", message: "m", hint: "h", received: "half" });
      request.onText?.(text);
      return ok({ text, model: "tiny-2", cached: false, usage: { inputTokens: 10, outputTokens: 5 } });
    },
  };
}

const run = (client: ModelClient, changes: Partial<RepairRequest<Judgement>> = {}) =>
  repair({
    client,
    messages: [{ role: "user", content: "a node" }],
    judge,
    attempts: 3,
    codeFrame,
    now: performance.now.bind(performance),
    ...changes,
  });

async function outcomeOf(client: ModelClient, changes?: Partial<RepairRequest<Judgement>>) {
  const result = await run(client, changes);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe("[A5] the loop", () => {
  test("ends with the first answer that passes", async () => {
    const outcome = await outcomeOf(saying(inBlock(moduleOf(""))));
    expect(outcome).toMatchObject({ accepted: true, source: moduleOf(""), model: "tiny-2", findings: [] });
    expect(outcome.judgement?.stages).toHaveLength(1);
    expect(outcome.attempts).toMatchObject([{ number: 1, usage: { inputTokens: 10, outputTokens: 5 } }]);
  });

  test("gives the model its own code back with each finding, its place and its hint", async () => {
    const client = saying(inBlock(moduleOf("bad")), inBlock(moduleOf("good")));
    const outcome = await outcomeOf(client);
    expect(outcome).toMatchObject({ accepted: true, source: moduleOf("good") });
    expect(outcome.attempts.map(({ findings }) => findings.length)).toEqual([1, 0]);
    const [first, second] = client.requests;
    expect(second!.messages.slice(0, 1)).toEqual(first!.messages as never);
    const [own, report] = second!.messages.slice(1);
    expect(own).toEqual({ role: "assistant", content: `\`\`\`ts\n${moduleOf("bad")}\`\`\`` });
    for (const part of ["TYPES_2339", '"bad" does not exist.', "Leave it out.", "line 1, column 25", "> 1 | export"])
      expect(report!.content).toContain(part);
    expect(client.requests.map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  test("ends when the attempts are used up, with the last one's findings", async () => {
    const client = saying(inBlock(moduleOf("bad 1")), inBlock(moduleOf("bad 2")), inBlock(moduleOf("bad 3")));
    const outcome = await outcomeOf(client);
    expect(outcome).toMatchObject({ accepted: false, source: moduleOf("bad 3") });
    expect(outcome.attempts).toHaveLength(3);
    expect(outcome.findings).toEqual([fault(moduleOf("bad 3"))]);
  });

  test("does not let the conversation grow: only the last attempt is shown whole", async () => {
    const client = saying(inBlock(moduleOf("bad 1")), inBlock(moduleOf("bad 2")), inBlock(moduleOf("good")));
    await outcomeOf(client);
    expect(client.requests.map(({ messages }) => messages.length)).toEqual([1, 3, 3]);
    expect(JSON.stringify(client.requests[2]!.messages)).not.toContain("bad 1");
    expect(client.requests[2]!.messages[2]!.content).toContain("Earlier attempts failed with these");
  });

  test("ends early when the model repeats itself, and says so", async () => {
    let judged = 0;
    const counting = (source: string): Promise<Judgement> => (judged++, judge(source));
    const client = saying(inBlock(moduleOf("bad")), `Fixed!\n${inBlock(moduleOf("bad"))}`, inBlock(moduleOf("good")));
    const outcome = await outcomeOf(client, { judge: counting });
    expect(outcome.accepted).toBe(false);
    expect(client.requests).toHaveLength(2);
    expect(judged).toBe(1);
    expect(outcome.findings.map(({ code }) => code)).toEqual(["TYPES_2339", "ANSWER_REPEATED"]);
    expect(outcome.findings[1]!.message).toBe("Attempt 2 repeats attempt 1 to the letter, so no further one was made.");
  });

  test("an answer without code is a finding like any other", async () => {
    const client = saying("What colour would you like?", inBlock(moduleOf("")));
    const outcome = await outcomeOf(client);
    expect(outcome.accepted).toBe(true);
    expect(outcome.attempts[0]).toMatchObject({ source: "", findings: [{ code: "ANSWER_WITHOUT_CODE" }] });
    expect(client.requests[1]!.messages[1]).toEqual({ role: "assistant", content: "What colour would you like?" });
  });

  test("two answers without code are two attempts, not a repetition", async () => {
    const outcome = await outcomeOf(saying("no", "no", inBlock(moduleOf(""))));
    expect(outcome).toMatchObject({ accepted: true });
    expect(outcome.attempts).toHaveLength(3);
  });

  test("never without code is rejected, with nothing judged", async () => {
    const outcome = await outcomeOf(saying("no", "no", "no"));
    expect(outcome).toMatchObject({ accepted: false, source: "" });
    expect(outcome.judgement).toBeUndefined();
  });

  test("a warning is no reason to ask again", async () => {
    const warned: Judgement = { findings: [{ ...fault("bad"), severity: "warning" }], stages: [] };
    const outcome = await outcomeOf(saying(inBlock(moduleOf(""))), { judge: async () => warned });
    expect(outcome).toMatchObject({ accepted: true, findings: warned.findings });
  });

  test("[A1] a failed call ends it with what had arrived and the attempts before it", async () => {
    const result = await run(saying(inBlock(moduleOf("bad"))));
    expect(result).toMatchObject({ ok: false, error: { code: "LLM_TIMEOUT", received: "half" } });
    expect(!result.ok && result.error.attempts.map(({ source }) => source)).toEqual([moduleOf("bad")]);
  });

  test("hands the signal to the client", async () => {
    const client = saying(inBlock(moduleOf("")));
    const { signal } = new AbortController();
    await outcomeOf(client, { signal });
    expect(client.requests[0]!.signal).toBe(signal);
  });

  test("tells each step as it happens", async () => {
    const events: MakeEvent[] = [];
    await outcomeOf(saying(inBlock(moduleOf("bad")), inBlock(moduleOf(""))), { on: (event) => events.push(event) });
    expect(events.map((event) => `${event.step} ${"attempt" in event ? event.attempt : ""}`)).toEqual([
      "generate 1",
      "generated 1",
      "judged 1",
      "generate 2",
      "generated 2",
      "judged 2",
    ]);
    expect(events[2]).toMatchObject({ source: moduleOf("bad"), findings: [{ code: "TYPES_2339" }] });
  });
});
