/** The main path of generation with nothing replaced: the real prompt, the real gate, and an endpoint over HTTP. */
import { expect, test } from "bun:test";

import { LLMock } from "@copilotkit/aimock";

import { codeFrame } from "../../src/base/code-frame.ts";
import type { MakeEvent } from "../../src/base/make-event.ts";
import { makePrompt } from "../../src/generate/prompt.ts";
import { repair } from "../../src/generate/repair.ts";
import { makeScriptedClient } from "../../src/generate/scripted.ts";
import { nodeKind } from "../../src/kinds/node.ts";
import { aGate } from "./a-gate.ts";
import { clientOf, serveChat, wholeAnswer } from "./endpoint.ts";
import { readScenes } from "./scenes.ts";

const scenes = await readScenes();
const spinner = scenes.find(({ name }) => name === "spinner")!.source;
const misspelt = spinner.replace("this.speed ", "this.sped ");
const inBlock = (source: string): string => `Here it is:\n\n\`\`\`ts\n${source}\`\`\`\n`;
const measured = { codeFrame, now: () => performance.now() };

test("[A5] first an answer with a type error, then the right one: the second request contains the finding", async () => {
  await using judged = await aGate();
  await using endpoint = serveChat((_, count) => wholeAnswer(inBlock(count === 1 ? misspelt : spinner)));
  const prompt = makePrompt({ kind: nodeKind, declarations: judged.declarations, scenes });
  const events: MakeEvent[] = [];
  const outcome = await repair({
    client: clientOf(endpoint.baseURL),
    messages: prompt.create("a node that spins"),
    judge: judged.gate,
    attempts: 3,
    on: (event) => events.push(event),
    ...measured,
  });

  expect(outcome).toMatchObject({ ok: true, value: { accepted: true, source: spinner, findings: [] } });
  expect(outcome.ok && outcome.value.judgement?.name).toBe("Spinner");
  expect(endpoint.requests).toHaveLength(2);
  const [finding] = outcome.ok ? outcome.value.attempts[0]!.findings : [];
  expect(finding).toMatchObject({ code: "TYPES_2551", stage: "types", line: 14 });
  const [own, report] = endpoint.requests[1]!.messages.slice(-2);
  expect(own!.content).toContain(misspelt);
  for (const part of [finding!.code, finding!.message, finding!.hint, codeFrame(misspelt, finding!)])
    expect(report!.content).toContain(part);
  expect(report!.content).toContain("speed");
  expect(events.map(({ step }) => step).filter((step) => step !== "generate")).toEqual([
    "generated",
    "judged",
    "generated",
    "judged",
  ]);
});

test("the same against a mock of the protocol that was not written here", async () => {
  await using judged = await aGate();
  const mock = await LLMock.create({ port: 0 });
  try {
    mock.onMessage("This module was rejected", { content: inBlock(spinner) });
    mock.onMessage("a node that spins", { content: inBlock(misspelt) });
    const prompt = makePrompt({ kind: nodeKind, declarations: judged.declarations, scenes });
    const outcome = await repair({
      client: clientOf(`${mock.url}/v1`),
      messages: prompt.create("a node that spins"),
      judge: judged.gate,
      attempts: 3,
      ...measured,
    });
    expect(outcome).toMatchObject({ ok: true, value: { accepted: true, source: spinner } });
    expect(JSON.stringify(mock.getLastRequest()?.body)).toContain("TYPES_2551");
  } finally {
    await mock.stop();
  }
});

test("offline: a description with a mistake is mended at the second attempt", async () => {
  await using judged = await aGate();
  const outcome = await repair({
    client: makeScriptedClient({ scenes }),
    messages: makePrompt({ kind: nodeKind, declarations: "", scenes }).create("a node that spins, with a mistake"),
    judge: judged.gate,
    attempts: 3,
    ...measured,
  });
  expect(outcome).toMatchObject({ ok: true, value: { accepted: true, source: spinner } });
  const attempts = outcome.ok ? outcome.value.attempts : [];
  expect(attempts.map(({ findings }) => findings.map(({ code }) => code))).toEqual([["TYPES_2551"], []]);
});
